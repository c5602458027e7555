"""The circumstances of a command: where a nomination stands, whose words it holds, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import must_be_around
from services.members.member.circumstances import memberships_of
from services.members.nomination import commands as asked
from services.members.nomination.domain import Facts
from services.members.nomination.projections import of_person_and_term
from services.members.nomination.state import Nomination, SeenNomination
from services.members.organisation.circumstances import AnyRecordShown, division_of
from services.members.person.circumstances import person_active
from services.members.term.state import SeenTerm


def place(nomination: Nomination, nomination_id: str) -> Place:
    """From here on it is the committee's business; who nominated reads it."""
    return Place(division=nomination.made.committee_division, council=nomination.made.organisation)


def place_of_new(lookups: Lookups, nomination: None, command: asked.NominateMember) -> Place:
    return Place(division=division_of(lookups, command.organisation), council=command.organisation)


def subject(nomination: Nomination | None, command: object) -> str:
    """What is said of a person is under his own key."""
    if nomination is not None:
        return nomination.made.person
    assert isinstance(command, asked.NominateMember)
    return command.person


def facts(lookups: Lookups, nomination: Nomination | None, command: object) -> Facts:
    match command:
        case asked.NominateMember():
            return Facts(
                person_active=person_active(lookups, command.person),
                organisation_division=_division_in_force(lookups, command.organisation),
                term=lookups.pinned(SeenTerm, "terms", command.term),
                others=_others(lookups, command),
                memberships=memberships_of(lookups, command.person, besides=""),
            )
        case asked.ConsultOnNomination():
            assert nomination is not None
            there = [_division_in_force(lookups, one) for one in command.organisations]
            for division in there:
                must_be_around(
                    "organisations", division or nomination.made.committee_division, nomination.made.committee_division
                )
            return Facts(consulted_active=all(one is not None for one in there))
        case asked.AdmitNominee():
            assert nomination is not None
            return Facts(
                person_active=person_active(lookups, nomination.made.person),
                term=lookups.pinned(SeenTerm, "terms", nomination.made.term),
                memberships=memberships_of(lookups, nomination.made.person, besides=""),
            )
        case _:
            return Facts()


def _others(lookups: Lookups, command: asked.NominateMember) -> tuple[SeenNomination, ...]:
    """Pinned: of two who nominate a person at once, the second sees the first."""
    both = of_person_and_term(command.person, command.term)
    return tuple(lookups.pinned_that_name(SeenNomination, "nominations", both))


def _division_in_force(lookups: Lookups, organisation: str) -> str | None:
    known = lookups.pinned(AnyRecordShown, "organisations", organisation, unread=True)
    return known.division if known and known.state == "active" else None
