"""The circumstances of a command: where a venue stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import organisation_active
from services.members.venue.commands import AmendVenue, CreateVenue, EndVenue
from services.members.venue.domain import Facts
from services.members.venue.state import Venue


def place(venue: Venue, venue_id: str) -> Place:
    return Place(division=venue.division, council=venue.organisation)


def place_of_new(lookups: Lookups, venue: None, command: CreateVenue) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, venue: Venue | None, command: CreateVenue | AmendVenue | EndVenue) -> Facts:
    if isinstance(command, EndVenue):
        return Facts()
    return Facts(division_known(lookups, command.division), organisation_active(lookups, command.organisation))
