"""What is allowed with bookings, and what changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.members.booking.commands import BookVenue
from services.members.booking.events import BookingEvent, VenueBooked
from services.members.rules import OrganisationMustBeActive
from services.members.venue.state import USABLE, Venue
from services.members.venue_rules import (
    BookingMustEndAfterItStarts,
    BookingMustNotBeOver,
    BookingMustNotBeTooLong,
    HostsMustBeMembers,
    OrganisationMustShareThePlace,
    VenueIsTakenThen,
    VenueMustBeInUse,
)

LONGEST = timedelta(days=31)
TOWNSHIP = 9  # digits of a township's code


@dataclass(frozen=True, slots=True)
class Facts:
    """`organisation_division` is None when there is no such organisation or it has ended."""

    entered_at: datetime
    organisation_division: str | None = None
    hosts_active: bool = True


def book_venue(venue: Venue, command: BookVenue, facts: Facts) -> list[BookingEvent]:
    if facts.organisation_division is None:
        raise OrganisationMustBeActive
    if not share_a_place(venue.division, facts.organisation_division):
        raise OrganisationMustShareThePlace
    if not facts.hosts_active:
        raise HostsMustBeMembers
    if venue.state not in USABLE:
        raise VenueMustBeInUse
    check_time(command, facts.entered_at)
    if any(one.holds_in(command.starts_at, command.ends_at) for one in venue.bookings.values()):
        raise VenueIsTakenThen
    return [
        VenueBooked(
            command.venue_id,
            command.booking_id,
            venue.division,
            command.starts_at,
            command.ends_at,
            command.organisation,
            command.purpose,
            command.meeting,
            tuple(dict.fromkeys(command.hosts)),
        )
    ]


def check_time(command: BookVenue, entered_at: datetime) -> None:
    if command.ends_at <= command.starts_at:
        raise BookingMustEndAfterItStarts
    if command.ends_at <= entered_at:
        raise BookingMustNotBeOver
    if command.ends_at - command.starts_at > LONGEST:
        raise BookingMustNotBeTooLong


def share_a_place(division: str, other: str) -> bool:
    """One lies in the other, or both in one township: its villages share what they have (资源共享)."""
    above_or_below = division.startswith(other) or other.startswith(division)
    return above_or_below or division[:TOWNSHIP] == other[:TOWNSHIP]
