"""What is known of a nomination, folded from its events; how another one of the same person sees it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.nomination import events as happened
from services.members.nomination.events import MemberNominated, NominationEvent


class State(StrEnum):
    NOMINATED = "nominated"
    EXAMINED = "examined"
    CONSULTED = "consulted"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    WITHDRAWN = "withdrawn"
    ADMITTED = "admitted"


LABELS: dict[str, str] = {
    State.NOMINATED: "已推荐",
    State.EXAMINED: "已考察",
    State.CONSULTED: "已协商",
    State.AGREED: "已同意",
    State.NOT_AGREED: "未同意",
    State.WITHDRAWN: "已撤回",
    State.ADMITTED: "已任委员",
}
OVER = (State.NOT_AGREED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Nomination:
    """`opinion` is the examining office's, `heard` what was said when others were asked."""

    nomination_id: str
    state: State
    made: MemberNominated
    opinion: str | None = None
    organisations: tuple[str, ...] = ()
    heard: str | None = None
    document_number: str | None = None
    reason: str | None = None
    member: str | None = None


def evolve(nomination: Nomination | None, event: NominationEvent) -> Nomination:
    if isinstance(event, MemberNominated):
        return Nomination(event.nomination_id, State.NOMINATED, event)
    assert nomination is not None
    match event:
        case happened.NominationExamined(opinion=opinion):
            return replace(nomination, state=State.EXAMINED, opinion=opinion)
        case happened.NominationConsulted(organisations=organisations, opinion=heard):
            return replace(nomination, state=State.CONSULTED, organisations=organisations, heard=heard)
        case happened.NominationAgreed(document_number=number):
            return replace(nomination, state=State.AGREED, document_number=number)
        case happened.NominationNotAgreed(reason=reason):
            return replace(nomination, state=State.NOT_AGREED, reason=reason)
        case happened.NominationWithdrawn(reason=reason):
            return replace(nomination, state=State.WITHDRAWN, reason=reason)
        case happened.NomineeAdmitted(member=member):
            return replace(nomination, state=State.ADMITTED, member=member)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenNomination:
    id: str
    state: State
