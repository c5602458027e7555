"""What can be asked of a measured effect."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    measured_effect_id: str
    outcome: str
    what: str
    number: int
    unit: str
    on: date
    task: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureAgain:
    measured_effect_id: str
    number: int
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawEffect:
    measured_effect_id: str
    reason: str


MeasuredEffectCommand: TypeAlias = MeasureEffect | MeasureAgain | WithdrawEffect
