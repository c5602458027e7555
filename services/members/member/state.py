"""What is known of a membership, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.member.events import MemberAdmitted, MemberAmended, MemberCarriedOn, MemberEnded, MemberEvent


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Member:
    member_id: str
    state: State
    person: str
    committee_division: str
    sector: str
    term: str
    term_id: str | None = None


def evolve(member: Member | None, event: MemberEvent) -> Member:
    match event:
        case MemberAdmitted():
            return Member(
                event.member_id,
                State.ACTIVE,
                event.person,
                event.committee_division,
                event.sector,
                event.term,
                event.term_id,
            )
        case MemberAmended():
            assert member is not None
            amended = replace(member, committee_division=event.committee_division, sector=event.sector)
            return replace(amended, term=event.term, term_id=event.term_id)
        case MemberCarriedOn():
            assert member is not None
            return replace(member, term=event.term, term_id=event.term_id)
        case MemberEnded():
            assert member is not None
            return replace(member, state=State.ENDED)
        case _:
            assert_never(event)
