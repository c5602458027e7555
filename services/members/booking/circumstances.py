"""The circumstances of a command: where a booking stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from services.members.booking.commands import BookVenue
from services.members.booking.domain import Facts, share_a_place
from services.members.booking.state import Booking
from services.members.copies import KnownMeeting
from services.members.organisation.circumstances import AnyRecordShown, division_of, organisation_active
from services.members.venue.state import Venue


def place(venue: Venue, booking_id: str) -> Place:
    """It is of the organisation that booked."""
    booking = venue.bookings[booking_id]
    return Place(division=booking.division, council=booking.organisation)


def place_of_new(lookups: Lookups, venue: Venue, command: BookVenue) -> Place:
    """An organisation of this place books for itself; for any other it is the venue's own to say."""
    shares = share_a_place(venue.division, division_of(lookups, command.organisation) or "-")
    return Place(division=venue.division, council=command.organisation if shares else venue.organisation)


def facts(lookups: Lookups, venue: Venue, command: object) -> Facts:
    if not isinstance(command, BookVenue):
        return Facts(lookups.recorded_at)
    if command.meeting is not None:
        meeting_named(lookups, command.meeting)
    active = organisation_active(lookups, command.organisation)
    return Facts(
        lookups.recorded_at,
        division_of(lookups, command.organisation) if active else None,
        all(member_active(lookups, one) for one in command.hosts),
    )


def member_active(lookups: Lookups, member: str) -> bool:
    shown = lookups.one(AnyRecordShown, "members", member)
    return shown is not None and shown.state == "active"


def meeting_named(lookups: Lookups, meeting: str) -> None:
    """Raises NewsMissing when no news of it has come."""
    if lookups.copy(KnownMeeting, "meeting", meeting) is None:
        raise NewsMissing(f"meeting {meeting}", names="meeting")


def part(venue: Venue, booking_id: str) -> Booking | None:
    return venue.bookings.get(booking_id)


def put_back(venue: Venue, booking_id: str, booking: Booking) -> Venue:
    return replace(venue, bookings={**venue.bookings, booking_id: booking})
