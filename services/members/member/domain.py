"""What is allowed with memberships, and what changes."""

from dataclasses import dataclass

from services.members.member.commands import AdmitMember, AmendMember
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEvent
from services.members.member.state import Member
from services.members.rules import DivisionMustExist, PersonMustBeActive


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


def check_surroundings(facts: Facts) -> None:
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.division_known:
        raise DivisionMustExist
