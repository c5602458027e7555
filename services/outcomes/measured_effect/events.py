"""What can have happened to a measured effect of an outcome (实效): a number with its unit, on a day."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class EffectMeasured:
    """What the outcome brought. `days` are those from the meeting's day (`met_on`) to `on`; None where that is not known."""

    measured_effect_id: str
    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    task: str | None
    what: str
    number: int
    unit: str
    on: date
    meeting: str
    met_on: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class EffectMeasuredAgain:
    """It had been measured wrongly, or is another by now: both numbers stay on record."""

    measured_effect_id: str
    number: int
    on: date
    days: int | None
    old_number: int
    old_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class EffectWithdrawn:
    """It was no effect of this outcome."""

    measured_effect_id: str
    reason: str


MeasuredEffectEvent: TypeAlias = EffectMeasured | EffectMeasuredAgain | EffectWithdrawn
