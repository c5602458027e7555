"""What is known of a membership, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.member.events import MemberAdmitted, MemberAmended, MemberEnded, MemberEvent


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


def evolve(member: Member | None, event: MemberEvent) -> Member:
    match event:
        case MemberAdmitted():
            return Member(
                event.member_id, State.ACTIVE, event.person, event.committee_division, event.sector, event.term
            )
        case MemberAmended():
            assert member is not None
            return replace(member, committee_division=event.committee_division, sector=event.sector, term=event.term)
        case MemberEnded():
            assert member is not None
            return replace(member, state=State.ENDED)
        case _:
            assert_never(event)
