"""What can have happened to a target (目标任务): how many of something a body is to have by a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

WhatIsCounted: TypeAlias = Literal["venues", "accepted_venues", "stations", "reports"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """How many there are to be at the end of that day, on the way to the whole (时间节点)."""

    due: date
    number: int


@dataclass(frozen=True, slots=True)
class TargetSet:
    """At least `number`, in each of `units` where there are some, by the end of `due`; `hosted`: only what it hosts itself."""

    target_id: str
    division: str
    organisation: str
    text: str
    counted: WhatIsCounted
    number: int
    units: tuple[str, ...]
    hosted: bool
    due: date
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class UnitExcluded:
    """Nothing is expected of the unit: the condition is not there (有条件的社区)."""

    target_id: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitIncluded:
    target_id: str
    unit: str


@dataclass(frozen=True, slots=True)
class TargetReported:
    """How many there were by that day, of what no register counts."""

    target_id: str
    on: date
    number: int
    evidence: str


@dataclass(frozen=True, slots=True)
class TargetMeasured:
    """A milestone's day is over: how many were wanted and reached; `missing` are the units that have too few."""

    target_id: str
    due: date
    wanted: int
    reached: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetJudged:
    """The last day is over: what was reached is what counts."""

    target_id: str
    wanted: int
    reached: int
    missing: tuple[str, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class TargetDropped:
    target_id: str
    reason: str


TargetEvent: TypeAlias = (
    TargetSet | UnitExcluded | UnitIncluded | TargetReported | TargetMeasured | TargetJudged | TargetDropped
)
