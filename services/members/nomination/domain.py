"""What is allowed with nominations, and what changes: one of a person for a term, and the last step makes the member."""

from dataclasses import dataclass

from services.members.member.domain import Membership
from services.members.member.events import MemberAdmitted
from services.members.nomination import commands as asked
from services.members.nomination import events as happened
from services.members.nomination.events import NominationEvent
from services.members.nomination.state import OVER, Nomination, SeenNomination
from services.members.rules import AdmittedAlready, OrganisationMustBeActive, PersonMustBeActive
from services.members.term.state import SeenTerm
from services.members.term.state import State as TermState
from services.members.term_rules import (
    NominatedAlready,
    NominatesForItself,
    NominatorMustLieInTheCommitteesDivision,
    TermMustNotHaveEnded,
    WhoIsConsultedMustBeThere,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """`organisation_division` is None where there is no such organisation in force; `others` the person's nominations for the term."""

    person_active: bool = True
    organisation_division: str | None = None
    term: SeenTerm | None = None
    others: tuple[SeenNomination, ...] = ()
    memberships: tuple[Membership, ...] = ()
    consulted_active: bool = True


def nominate_member(_: None, command: asked.NominateMember, facts: Facts) -> list[NominationEvent]:
    term = _not_ended(facts)
    _check_who(command, term, facts)
    if any(one.state not in OVER for one in facts.others):
        raise NominatedAlready
    _must_not_be_a_member(term, facts)
    return [
        happened.MemberNominated(
            command.nomination_id,
            command.person,
            command.organisation,
            term.id,
            term.committee_division,
            command.sector,
            command.present_post,
            command.grounds,
        )
    ]


def consult(nomination: Nomination, command: asked.ConsultOnNomination, facts: Facts) -> list[NominationEvent]:
    if not facts.consulted_active:
        raise WhoIsConsultedMustBeThere
    organisations = tuple(dict.fromkeys(command.organisations))
    return [happened.NominationConsulted(command.nomination_id, organisations, command.opinion)]


def admit_nominee(
    nomination: Nomination, command: asked.AdmitNominee, facts: Facts
) -> list[NominationEvent | MemberAdmitted]:
    """The membership is made in the same decision: of two at once, one is refused."""
    term, made = _not_ended(facts), nomination.made
    if not facts.person_active:
        raise PersonMustBeActive
    _must_not_be_a_member(term, facts)
    return [
        happened.NomineeAdmitted(command.nomination_id, command.member),
        MemberAdmitted(command.member, made.person, made.committee_division, made.sector, term.name, term.id),
    ]


def _check_who(command: asked.NominateMember, term: SeenTerm, facts: Facts) -> None:
    if not facts.person_active:
        raise PersonMustBeActive
    if facts.organisation_division is None:
        raise OrganisationMustBeActive
    if not facts.organisation_division.startswith(term.committee_division):
        raise NominatorMustLieInTheCommitteesDivision
    if command.actor_role == "PARTY" and command.actor_organisation != command.organisation:
        raise NominatesForItself


def _not_ended(facts: Facts) -> SeenTerm:
    if facts.term is None or facts.term.state is TermState.ENDED:
        raise TermMustNotHaveEnded
    return facts.term


def _must_not_be_a_member(term: SeenTerm, facts: Facts) -> None:
    if Membership(term.committee_division, term.name) in facts.memberships:
        raise AdmittedAlready
