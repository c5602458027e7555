"""What can be read of a booking. Depends on the booking's own events only, as its row is written with them."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.members.venue.state import Venue


@dataclass(frozen=True, slots=True)
class BookingShown:
    venue: str
    starts_at: datetime
    ends_at: datetime
    organisation: str
    purpose: str
    meeting: str | None
    hosts: tuple[str, ...]
    reason: str | None


def row(venue: Venue, booking_id: str) -> ReadRow:
    """Everybody with a token sees when a venue is taken."""
    one = venue.bookings[booking_id]
    return ReadRow(
        division=one.division,
        shown=BookingShown(
            venue.venue_id,
            one.starts_at,
            one.ends_at,
            one.organisation,
            one.purpose,
            one.meeting,
            one.hosts,
            one.reason,
        ),
        organisation=one.organisation,
        audience="tokens",
        search=one.purpose,
    )
