"""What is known of an activity, folded from its events; how a completion rate sees it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.meetings.activity import events as happened
from services.meetings.activity.events import Ability, ActivityEvent, Attended, Date, Kind, Taught


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


LABELS: dict[str, str] = {
    State.PLANNED: "计划中",
    State.HELD: "已开展",
    State.CANCELLED: "已取消",
}


@dataclass(frozen=True)
class Activity:
    """`reason` is why it was cancelled, or why its attendance was last corrected."""

    activity_id: str
    state: State
    title: str
    kind: Kind
    division: str
    organisation: str
    starts: Date
    ends: Date
    place: str | None
    text: str | None
    programme: str | None
    tags: tuple[str, ...]
    hours: int | None
    abilities: tuple[Ability, ...]
    attendance: tuple[Attended, ...] = ()
    members: tuple[Taught, ...] = ()
    others: int = 0
    served: int = 0
    summary: str | None = None
    reason: str | None = None


def evolve(activity: Activity | None, event: ActivityEvent) -> Activity:
    if isinstance(event, happened.ActivityPlanned):
        return _planned(event)
    assert activity is not None
    match event:
        case happened.ActivityAmended():
            return _amended(activity, event)
        case happened.ActivityHeld():
            return replace(_attended(activity, event), state=State.HELD, summary=event.summary)
        case happened.ActivityAttendanceCorrected():
            return replace(_attended(activity, event), reason=event.reason)
        case happened.ActivityCancelled():
            return replace(activity, state=State.CANCELLED, reason=event.reason)
        case _:
            assert_never(event)


def _planned(event: happened.ActivityPlanned) -> Activity:
    return Activity(
        activity_id=event.activity_id,
        state=State.PLANNED,
        title=event.title,
        kind=event.kind,
        division=event.division,
        organisation=event.organisation,
        starts=event.starts,
        ends=event.ends,
        place=event.place,
        text=event.text,
        programme=event.programme,
        tags=event.tags,
        hours=event.hours,
        abilities=event.abilities,
    )


def _amended(activity: Activity, event: happened.ActivityAmended) -> Activity:
    return replace(
        activity,
        title=event.title,
        starts=event.starts,
        ends=event.ends,
        place=event.place,
        text=event.text,
        programme=event.programme,
        tags=event.tags,
        hours=event.hours,
        abilities=event.abilities,
    )


def _attended(activity: Activity, event: happened.ActivityHeld | happened.ActivityAttendanceCorrected) -> Activity:
    return replace(
        activity, attendance=event.attendance, members=event.members, others=event.others, served=event.served
    )


@dataclass(frozen=True)
class SeenActivity:
    """As it is shown."""

    id: str
    state: str
    kind: str
    starts: Date
    hours: int | None
    abilities: tuple[str, ...]
    members: tuple[Taught, ...]
