"""What can be asked about the roll-out in an organisation: piloted first, then expanded, then everywhere."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

STAGES = ("pilot", "expanded", "full")


@dataclass(frozen=True, slots=True)
class BeginRollout:
    rollout_id: str
    organisation: str
    stage: Literal["pilot", "expanded", "full"]
    on: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ExpandRollout:
    rollout_id: str
    on: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CompleteRollout:
    rollout_id: str
    on: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewRollout:
    """A meeting at which it was looked at (观摩推进会)."""

    rollout_id: str
    on: date
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class EndRollout:
    rollout_id: str
    reason: str


RolloutCommand: TypeAlias = BeginRollout | ExpandRollout | CompleteRollout | ReviewRollout | EndRollout
