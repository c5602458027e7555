"""What is allowed with memberships, and what changes."""

from dataclasses import dataclass

from services.members.member.commands import AdmitMember, AmendMember
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEvent
from services.members.member.state import Member
from services.members.rules import DivisionMustExist, MemberAlready, PersonMustBeActive


@dataclass(frozen=True, slots=True)
class Seat:
    committee_division: str
    term: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are the person's other memberships that have not been ended."""

    person_active: bool = True
    division_known: bool = True
    others: tuple[Seat, ...] = ()


def admit_member(_: None, command: AdmitMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    check_once(Seat(command.committee_division, command.term), facts)
    return [MemberAdmitted(command.member_id, command.person, command.committee_division, command.sector, command.term)]


def amend_member(member: Member, command: AmendMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    seat = Seat(command.committee_division or member.committee_division, command.term or member.term)
    check_once(seat, facts)
    return [MemberAmended(command.member_id, seat.committee_division, command.sector or member.sector, seat.term)]


def check_surroundings(facts: Facts) -> None:
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.division_known:
        raise DivisionMustExist


def check_once(seat: Seat, facts: Facts) -> None:
    if seat in facts.others:
        raise MemberAlready
