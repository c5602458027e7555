"""What is allowed with memberships, and what changes."""

from dataclasses import dataclass

from services.members.member.commands import AdmitMember, AmendMember
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEvent
from services.members.member.state import Member
from services.members.rules import AdmittedAlready, DivisionMustExist, PersonMustBeActive


@dataclass(frozen=True, slots=True)
class Membership:
    """Of which committee, in which term."""

    committee_division: str
    term: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are the person's other memberships that have not ended."""

    person_active: bool = True
    division_known: bool = True
    others: tuple[Membership, ...] = ()


def admit_member(_: None, command: AdmitMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    check_others(Membership(command.committee_division, command.term), facts)
    return [MemberAdmitted(command.member_id, command.person, command.committee_division, command.sector, command.term)]


def amend_member(member: Member, command: AmendMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    division, term = command.committee_division or member.committee_division, command.term or member.term
    check_others(Membership(division, term), facts)
    return [MemberAmended(command.member_id, division, command.sector or member.sector, term)]


def check_surroundings(facts: Facts) -> None:
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.division_known:
        raise DivisionMustExist


def check_others(wanted: Membership, facts: Facts) -> None:
    if wanted in facts.others:
        raise AdmittedAlready
