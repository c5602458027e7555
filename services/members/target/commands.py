"""What can be asked of a target. Another number, unit or day is another target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.members.target.events import Milestone, WhatIsCounted


@dataclass(frozen=True, slots=True)
class SetTarget:
    target_id: str
    division: str
    organisation: str
    text: str
    counted: WhatIsCounted
    number: int
    due: date
    units: Sequence[str] = ()
    hosted: bool = False
    milestones: Sequence[Milestone] = ()


@dataclass(frozen=True, slots=True)
class ExcludeUnit:
    target_id: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class IncludeUnit:
    target_id: str
    unit: str


@dataclass(frozen=True, slots=True)
class ReportOnTarget:
    target_id: str
    number: int
    evidence: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureTarget:
    target_id: str
    due: date


@dataclass(frozen=True, slots=True)
class JudgeTarget:
    target_id: str


@dataclass(frozen=True, slots=True)
class DropTarget:
    target_id: str
    reason: str


DueCommand: TypeAlias = MeasureTarget | JudgeTarget
