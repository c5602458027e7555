"""What is known of a target, folded from its events, and when it is measured."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never

from services.members.duty.state import start_of_day
from services.members.target import events as happened
from services.members.target.commands import DueCommand, JudgeTarget, MeasureTarget
from services.members.target.events import TargetEvent, TargetJudged, TargetMeasured, TargetReported, TargetSet


class State(StrEnum):
    SET = "set"
    JUDGED = "judged"
    DROPPED = "dropped"


LABELS: dict[str, str] = {
    State.SET: "进行中",
    State.JUDGED: "已考核",
    State.DROPPED: "已撤销",
}


@dataclass(frozen=True, slots=True)
class Exclusion:
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    """`reason` is why it was dropped."""

    target_id: str
    state: State
    set: TargetSet
    excluded: tuple[Exclusion, ...] = ()
    reported: tuple[TargetReported, ...] = ()
    measured: tuple[TargetMeasured, ...] = ()
    judged: TargetJudged | None = None
    reason: str | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Those of which something is expected."""
        left_out = {one.unit for one in self.excluded}
        return tuple(unit for unit in self.set.units if unit not in left_out)


def evolve(target: Target | None, event: TargetEvent) -> Target:
    if isinstance(event, TargetSet):
        return Target(event.target_id, State.SET, event)
    assert target is not None
    match event:
        case happened.UnitExcluded():
            return replace(target, excluded=(*target.excluded, Exclusion(event.unit, event.reason)))
        case happened.UnitIncluded():
            return replace(target, excluded=tuple(one for one in target.excluded if one.unit != event.unit))
        case TargetReported():
            return replace(target, reported=(*target.reported, event))
        case TargetMeasured():
            return replace(target, measured=(*target.measured, event))
        case TargetJudged():
            return replace(target, state=State.JUDGED, judged=event)
        case happened.TargetDropped():
            return replace(target, state=State.DROPPED, reason=event.reason)
        case _:
            assert_never(event)


def due(target: Target) -> list[tuple[datetime, DueCommand]]:
    """Each milestone is measured when its day is over, the whole when its last day is."""
    if target.state is not State.SET:
        return []
    passed = {one.due for one in target.measured}
    steps: list[tuple[datetime, DueCommand]] = [
        (end_of(one.due), MeasureTarget(target.target_id, one.due))
        for one in target.set.milestones
        if one.due not in passed
    ]
    return steps or [(end_of(target.set.due), JudgeTarget(target.target_id))]


def end_of(day: date) -> datetime:
    return start_of_day(day + timedelta(days=1))
