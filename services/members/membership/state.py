"""What is known of a membership, folded from its events."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never

from services.members.duty.state import start_of_day
from services.members.membership import events as happened
from services.members.membership.commands import DueMembership, ExpireMembership, StartMembership
from services.members.membership.events import MembershipCreated, MembershipEvent


class State(StrEnum):
    UPCOMING = "upcoming"
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.UPCOMING: "待就任",
    State.ACTIVE: "在任",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class SeatInBody:
    """`ended_on` is the first day on which he sits there no more."""

    membership_id: str
    state: State
    person: str
    organisation: str
    division: str
    seat: str
    right: str
    category: str | None
    starts: date
    ends: date | None
    rule: str | None = None
    office: str | None = None
    successor_of: str | None = None
    ended_on: date | None = None
    reason: str | None = None


def evolve(membership: SeatInBody | None, event: MembershipEvent) -> SeatInBody:
    if isinstance(event, MembershipCreated):
        return _begun(event)
    assert membership is not None
    match event:
        case happened.MembershipStarted():
            return replace(membership, state=State.ACTIVE)
        case happened.MembershipAmended():
            return replace(membership, seat=event.seat, right=event.right, category=event.category, ends=event.ends)
        case happened.MembershipEnded():
            return replace(membership, state=State.ENDED, ended_on=event.on, reason=event.reason)
        case happened.MembershipExpired():
            assert membership.ends is not None
            return replace(membership, state=State.ENDED, ended_on=membership.ends + timedelta(days=1))
        case _:
            assert_never(event)


def _begun(event: MembershipCreated) -> SeatInBody:
    return SeatInBody(
        event.membership_id,
        State(event.begins),
        event.person,
        event.organisation,
        event.division,
        event.seat,
        event.right,
        event.category,
        event.starts,
        event.ends,
        event.rule,
        event.office,
        event.successor_of,
    )


def due(membership: SeatInBody) -> list[tuple[datetime, DueMembership]]:
    if membership.state is State.UPCOMING:
        return [(start_of_day(membership.starts), StartMembership(membership.membership_id))]
    if membership.state is State.ACTIVE and membership.ends is not None:
        after = membership.ends + timedelta(days=1)
        return [(start_of_day(after), ExpireMembership(membership.membership_id))]
    return []


@dataclass(frozen=True, slots=True)
class SeenSeat:
    """A seat in a body, as it is shown."""

    id: str
    state: str
    person: str
    organisation: str
    seat: str
    right: str
    category: str | None
    starts: date
    ends: date | None
    rule: str | None
    ended_on: date | None

    def is_held_in(self, starts: date, ends: date | None) -> bool:
        """Whether it is held on any of these days, the last one included."""
        if self.ended_on is not None:
            return self.starts < self.ended_on and starts < self.ended_on and self.starts <= (ends or date.max)
        return starts <= (self.ends or date.max) and self.starts <= (ends or date.max)

    def sits_on(self, day: date) -> bool:
        return self.is_held_in(day, day)


@dataclass(frozen=True, slots=True)
class Affected:
    """The records that an event of another concerns, and the day on which that happened."""

    ids: tuple[str, ...]
    on: date
