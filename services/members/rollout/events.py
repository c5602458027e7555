"""What can have happened to the roll-out in an organisation (先试点、后推广)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class RolloutBegun:
    """`begins` is the stage with which it is on record."""

    rollout_id: str
    organisation: str
    division: str
    begins: Literal["pilot", "expanded", "full"]
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class RolloutExpanded:
    """From pilots on to more places."""

    rollout_id: str
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class RolloutCompleted:
    """Everywhere."""

    rollout_id: str
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class RolloutReviewed:
    """A meeting looked at how it goes."""

    rollout_id: str
    on: date
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class RolloutEnded:
    """It is followed no further."""

    rollout_id: str
    reason: str


RolloutEvent: TypeAlias = RolloutBegun | RolloutExpanded | RolloutCompleted | RolloutReviewed | RolloutEnded
