"""What can be asked about a booking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BookVenue:
    booking_id: str
    venue_id: str
    starts_at: datetime
    ends_at: datetime
    organisation: str
    purpose: str
    meeting: str | None = None
    hosts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CancelBooking:
    booking_id: str
    venue_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndBooking:
    booking_id: str
    venue_id: str
