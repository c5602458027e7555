"""The circumstances of a command: where a membership stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.member.commands import AdmitMember, AmendMember, EndMember
from services.members.member.domain import Facts, Membership
from services.members.member.projections import HeldMembership
from services.members.member.state import Member
from services.members.person.circumstances import person_active


def place(member: Member, member_id: str) -> Place:
    return Place(division=member.committee_division, persons=(member.person,))


def place_of_new(lookups: Lookups, member: None, command: AdmitMember) -> Place:
    return Place(division=command.committee_division, persons=(command.person,))


def facts(lookups: Lookups, member: Member | None, command: AdmitMember | AmendMember | EndMember) -> Facts:
    match command:
        case AdmitMember():
            return Facts(
                person_active(lookups, command.person),
                division_known(lookups, command.committee_division),
                memberships_of(lookups, command.person, besides=command.member_id),
            )
        case AmendMember():
            assert member is not None
            return Facts(
                division_known=division_known(lookups, command.committee_division),
                others=memberships_of(lookups, member.person, besides=command.member_id),
            )
        case EndMember():
            return Facts()


def memberships_of(lookups: Lookups, person: str, besides: str) -> tuple[Membership, ...]:
    return tuple(
        Membership(member.committee_division, member.term)
        for member in lookups.shown(HeldMembership, "members", naming=person)
        if member.id != besides and member.state == "active"
    )
