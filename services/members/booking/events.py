"""What can have happened to a booking of a venue (一室多用)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class VenueBooked:
    """The venue is an organisation's from `starts_at` up to `ends_at`; `hosts` are the members who sit there then."""

    venue_id: str
    booking_id: str
    division: str
    starts_at: datetime
    ends_at: datetime
    organisation: str
    purpose: str
    meeting: str | None
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookingCancelled:
    """The venue is free again at that time."""

    venue_id: str
    booking_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class BookingEnded:
    """The time that was booked is over."""

    venue_id: str
    booking_id: str


BookingEvent: TypeAlias = VenueBooked | BookingCancelled | BookingEnded
