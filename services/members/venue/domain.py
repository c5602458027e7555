"""What is allowed with venues, and what changes."""

from dataclasses import dataclass

from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from services.members.venue.commands import AmendVenue, CreateVenue
from services.members.venue.events import VenueAmended, VenueCreated, VenueEvent
from services.members.venue.state import Venue


@dataclass(frozen=True, slots=True)
class Facts:
    division_known: bool = True
    organisation_active: bool = True


def create_venue(_: None, command: CreateVenue, facts: Facts) -> list[VenueEvent]:
    check_surroundings(facts)
    return [
        VenueCreated(
            command.venue_id, command.name, command.division, command.organisation, command.tier, command.status
        )
    ]


def amend_venue(venue: Venue, command: AmendVenue, facts: Facts) -> list[VenueEvent]:
    check_surroundings(facts)
    return [
        VenueAmended(
            command.venue_id,
            command.name or venue.name,
            command.division or venue.division,
            command.organisation or venue.organisation,
            command.tier or venue.tier,
            command.status or venue.status,
        )
    ]


def check_surroundings(facts: Facts) -> None:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.organisation_active:
        raise OrganisationMustBeActive
