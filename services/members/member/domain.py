"""What is allowed with memberships, and what changes."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.member.commands import AdmitMember, AmendMember, EndMember
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEnded, MemberEvent
from services.members.rules import DivisionMustExist, PersonMustBeActive


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


@dataclass(frozen=True, slots=True)
class Facts:
    person_active: bool = True
    division_known: bool = True


def admit_member(_: None, command: AdmitMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    return [MemberAdmitted(command.member_id, command.person, command.committee_division, command.sector, command.term)]


def amend_member(member: Member, command: AmendMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    return [
        MemberAmended(
            command.member_id,
            command.committee_division or member.committee_division,
            command.sector or member.sector,
            command.term or member.term,
        )
    ]


def end_member(member: Member, command: EndMember, facts: Facts) -> list[MemberEvent]:
    return [MemberEnded(command.member_id, command.reason)]


def check_surroundings(facts: Facts) -> None:
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.division_known:
        raise DivisionMustExist


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
