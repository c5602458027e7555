"""What is known of a venue with all that its stream holds (its bookings), its fold, what falls due."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from services.members.booking.commands import EndBooking
from services.members.booking.events import BookingEvent
from services.members.booking.state import Booking, evolve_booking
from services.members.booking.state import State as BookingState
from services.members.venue import events as happened
from services.members.venue.events import AcceptedItem, Brand, VenueEvent


class State(StrEnum):
    PLANNED = "planned"
    BUILDING = "building"
    BUILT = "built"
    ACCEPTED = "accepted"
    UPGRADED = "upgraded"
    SUSPENDED = "suspended"
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.PLANNED: "拟建",
    State.BUILDING: "在建",
    State.BUILT: "建成",
    State.ACCEPTED: "六有达标",
    State.UPGRADED: "提标升级",
    State.SUSPENDED: "停用",
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}

USABLE = (State.ACTIVE, State.BUILT, State.ACCEPTED, State.UPGRADED)


@dataclass(frozen=True, slots=True)
class Venue:
    """`active` is one of which nobody said how it was built. `status` is what the register says of it in words.

    `before` is the state that it was suspended in; `reason` the last that was given.
    """

    venue_id: str
    state: State
    name: str
    division: str
    organisation: str | None
    tier: str
    status: str | None
    kind: str | None = None
    brand: Brand | None = None
    parent: str | None = None
    host: str | None = None
    opening_hours: str | None = None
    forms: tuple[str, ...] = ()
    started_on: date | None = None
    built_on: date | None = None
    accepted_on: date | None = None
    upgraded_on: date | None = None
    upgrade: str | None = None
    standard: str | None = None
    standard_edition: int | None = None
    items: tuple[AcceptedItem, ...] = ()
    before: State | None = None
    reason: str | None = None
    bookings: Mapping[str, Booking] = field(default_factory=dict)

    @property
    def booked(self) -> tuple[Booking, ...]:
        """The bookings that still hold."""
        return tuple(one for one in self.bookings.values() if one.state is BookingState.BOOKED)

    @property
    def last_step_on(self) -> date:
        days = (self.started_on, self.built_on, self.accepted_on, self.upgraded_on)
        return max((day for day in days if day), default=date.min)


def evolve(venue: Venue | None, event: VenueEvent | BookingEvent) -> Venue:
    if isinstance(event, happened.VenueCreated):
        return _created(event)
    assert venue is not None
    if isinstance(event, BookingEvent):
        booking = evolve_booking(venue.bookings.get(event.booking_id), event)
        return replace(venue, bookings={**venue.bookings, event.booking_id: booking})
    match event:
        case happened.VenueAmended():
            return _amended(venue, event)
        case happened.VenueBuildingStarted():
            return _moved(replace(venue, started_on=event.on), State.BUILDING)
        case happened.VenueBuilt():
            return _moved(replace(venue, built_on=event.on), State.BUILT)
        case happened.VenueAccepted():
            return _accepted(venue, event)
        case happened.VenueUpgraded():
            return _moved(replace(venue, upgraded_on=event.on, upgrade=event.explanation), State.UPGRADED)
        case happened.VenueSuspended():
            return replace(venue, state=State.SUSPENDED, before=venue.state, reason=event.reason)
        case happened.VenueReopened():
            assert venue.before is not None
            return replace(venue, state=venue.before, before=None, reason=event.reason)
        case happened.VenueEnded():
            return replace(venue, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


def due(venue: Venue) -> list[tuple[datetime, EndBooking]]:
    """A booking ends when its time is over."""
    return [(one.ends_at, EndBooking(one.booking_id, venue.venue_id)) for one in venue.booked]


def _created(event: happened.VenueCreated) -> Venue:
    return Venue(
        event.venue_id,
        State(event.begins),
        event.name,
        event.division,
        event.organisation,
        event.tier,
        event.status,
        event.kind,
        event.brand,
        event.parent,
        event.host,
        event.opening_hours,
        event.forms,
    )


def _amended(venue: Venue, event: happened.VenueAmended) -> Venue:
    return replace(
        venue,
        name=event.name,
        division=event.division,
        organisation=event.organisation,
        tier=event.tier,
        status=event.status,
        kind=event.kind,
        brand=event.brand,
        parent=event.parent,
        host=event.host,
        opening_hours=event.opening_hours,
        forms=event.forms,
    )


def _accepted(venue: Venue, event: happened.VenueAccepted) -> Venue:
    seen = replace(
        venue,
        accepted_on=event.on,
        standard=event.standard,
        standard_edition=event.edition,
        items=event.items,
    )
    return _moved(seen, State.ACCEPTED)


def _moved(venue: Venue, state: State) -> Venue:
    """A status that only named the state goes on naming it; other words stay as they were said."""
    said = {word for one in State for word in (one.value, LABELS[one])}
    status = state.value if venue.status in said else venue.status
    return replace(venue, state=state, status=status)
