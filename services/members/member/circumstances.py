"""The circumstances of a command: where a membership stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.wire import is_uuid
from services.members.division.circumstances import division_known
from services.members.member.commands import AdmitMember, AmendMember
from services.members.member.domain import Facts, Membership
from services.members.member.projections import HeldMembership
from services.members.member.state import Member
from services.members.person.circumstances import person_active
from services.members.term.state import SeenTerm, term_said


def place(member: Member, member_id: str) -> Place:
    return Place(division=member.committee_division, persons=(member.person,))


def place_of_new(lookups: Lookups, member: None, command: AdmitMember) -> Place:
    return Place(division=command.committee_division, persons=(command.person,))


def facts(lookups: Lookups, member: Member | None, command: object) -> Facts:
    match command:
        case AdmitMember():
            return Facts(
                person_active(lookups, command.person),
                division_known(lookups, command.committee_division),
                memberships_of(lookups, command.person, besides=command.member_id),
                term_named(lookups, command.committee_division, command.term),
                is_uuid(command.term),
            )
        case AmendMember():
            assert member is not None
            said = command.term or member.term
            return Facts(
                division_known=division_known(lookups, command.committee_division),
                others=memberships_of(lookups, member.person, besides=command.member_id),
                term=term_named(lookups, command.committee_division or member.committee_division, said),
                names_a_record=is_uuid(said),
            )
        case _:
            return Facts()


def term_named(lookups: Lookups, division: str, said: str) -> SeenTerm | None:
    """Pinned: nobody is admitted to a term that is changed over meanwhile."""
    return term_said(lookups.pinned_that_name(SeenTerm, "terms", division), said)


def memberships_of(lookups: Lookups, person: str, besides: str) -> tuple[Membership, ...]:
    return tuple(
        Membership(member.committee_division, member.term)
        for member in lookups.shown(HeldMembership, "members", naming=person)
        if member.id != besides and member.state == "active"
    )
