"""What is known of a booking: a part of its venue's state, so that two of them are never decided side by side."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.members.booking import events as happened
from services.members.booking.events import BookingEvent, VenueBooked


class State(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.BOOKED: "已预约",
    State.CANCELLED: "已取消",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Booking:
    booking_id: str
    state: State
    division: str
    starts_at: datetime
    ends_at: datetime
    organisation: str
    purpose: str
    meeting: str | None
    hosts: tuple[str, ...]
    reason: str | None = None

    def holds_in(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether it takes any of that time; one may begin when the other ends."""
        return self.state is State.BOOKED and self.starts_at < ends_at and starts_at < self.ends_at


def evolve_booking(booking: Booking | None, event: BookingEvent) -> Booking:
    if isinstance(event, VenueBooked):
        return Booking(
            event.booking_id,
            State.BOOKED,
            event.division,
            event.starts_at,
            event.ends_at,
            event.organisation,
            event.purpose,
            event.meeting,
            event.hosts,
        )
    assert booking is not None
    match event:
        case happened.BookingCancelled():
            return replace(booking, state=State.CANCELLED, reason=event.reason)
        case happened.BookingEnded():
            return replace(booking, state=State.ENDED)
        case _:
            assert_never(event)
