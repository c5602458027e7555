"""What can be read of a venue."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.venue.state import Venue


@dataclass(frozen=True, slots=True)
class VenueShown:
    name: str
    organisation: str | None
    tier: str
    status: str | None


def row(venue: Venue, venue_id: str) -> ReadRow:
    return ReadRow(
        division=venue.division,
        shown=VenueShown(venue.name, venue.organisation, venue.tier, venue.status),
        organisation=venue.organisation,
        audience="tokens",
        search=venue.name,
    )
