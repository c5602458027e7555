"""What is known of the roll-out in an organisation, folded from its events. Its state is the stage."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.rollout import events as happened
from services.members.rollout.events import RolloutBegun, RolloutEvent


class State(StrEnum):
    PILOT = "pilot"
    EXPANDED = "expanded"
    FULL = "full"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.PILOT: "试点",
    State.EXPANDED: "推广",
    State.FULL: "全面推开",
    State.ENDED: "已终止",
}


@dataclass(frozen=True, slots=True)
class StageReached:
    stage: str
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class RolloutReview:
    on: date
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Rollout:
    rollout_id: str
    state: State
    organisation: str
    division: str
    stages: tuple[StageReached, ...]
    reviews: tuple[RolloutReview, ...] = ()
    reason: str | None = None


def evolve(rollout: Rollout | None, event: RolloutEvent) -> Rollout:
    if isinstance(event, RolloutBegun):
        first = StageReached(event.begins, event.on, event.note)
        return Rollout(event.rollout_id, State(event.begins), event.organisation, event.division, (first,))
    assert rollout is not None
    match event:
        case happened.RolloutExpanded():
            return _reached(rollout, State.EXPANDED, event.on, event.note)
        case happened.RolloutCompleted():
            return _reached(rollout, State.FULL, event.on, event.note)
        case happened.RolloutReviewed():
            return replace(rollout, reviews=(*rollout.reviews, RolloutReview(event.on, event.place, event.text)))
        case happened.RolloutEnded():
            return replace(rollout, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


def _reached(rollout: Rollout, stage: State, on: date, note: str | None) -> Rollout:
    return replace(rollout, state=stage, stages=(*rollout.stages, StageReached(str(stage), on, note)))
