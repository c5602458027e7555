"""The circumstances of a command: where a booking stands, what else matters."""

from dataclasses import dataclass, replace

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import must_be_around
from services.members.booking.commands import BookVenue
from services.members.booking.domain import Facts, share_a_place
from services.members.booking.state import Booking
from services.members.copies import KnownMeeting
from services.members.organisation.circumstances import division_of, organisation_active
from services.members.standing_copies import STANDING, KnownStanding
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
        meeting_around(lookups, command.meeting, venue.division)
    active = organisation_active(lookups, command.organisation)
    return Facts(
        lookups.recorded_at,
        division_of(lookups, command.organisation) if active else None,
        all(member_around(lookups, "hosts", one, venue.division) for one in command.hosts),
    )


@dataclass(frozen=True, slots=True)
class SeenMember:
    """A membership, as it is shown."""

    state: str
    committee_division: str


def member_around(lookups: Lookups, field: str, member: str, division: str) -> bool:
    """Whether the membership is in force. Raises Invalid for one of a committee neither of this place nor above or below it."""
    shown = lookups.one(SeenMember, "members", member)
    if shown is not None:
        must_be_around(field, shown.committee_division, division)
    return shown is not None and shown.state == "active"


def meeting_around(lookups: Lookups, meeting: str, division: str) -> None:
    """Raises NewsMissing when no news of it has come, and Invalid for one of another place."""
    if lookups.copy(KnownMeeting, "meeting", meeting) is None:
        raise NewsMissing(f"meeting {meeting}", names="meeting")
    known = lookups.needed_copy(KnownStanding, STANDING, meeting)
    must_be_around("meeting", known.division, division)


def part(venue: Venue, booking_id: str) -> Booking | None:
    return venue.bookings.get(booking_id)


def put_back(venue: Venue, booking_id: str, booking: Booking) -> Venue:
    return replace(venue, bookings={**venue.bookings, booking_id: booking})
