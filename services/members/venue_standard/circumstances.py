"""The circumstances of a command: where a standard for venues stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.venue_standard.commands import AmendVenueStandard, CreateVenueStandard
from services.members.venue_standard.domain import Facts
from services.members.venue_standard.state import VenueStandard


def place(standard: VenueStandard, venue_standard_id: str) -> Place:
    return Place(division=standard.division)


def place_of_new(lookups: Lookups, standard: None, command: CreateVenueStandard) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, standard: VenueStandard | None, command: CreateVenueStandard | AmendVenueStandard) -> Facts:
    return Facts(not isinstance(command, CreateVenueStandard) or division_known(lookups, command.division))
