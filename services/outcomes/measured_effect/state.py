"""A measured effect as its events left it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.outcomes.measured_effect.events import (
    EffectMeasured,
    EffectMeasuredAgain,
    EffectWithdrawn,
    MeasuredEffectEvent,
)


class State(StrEnum):
    MEASURED = "measured"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {State.MEASURED: "已登记", State.WITHDRAWN: "已撤回"}


@dataclass(frozen=True)
class MeasuredEffect:
    """`number`, `on` and `days` are what holds now."""

    measured_effect_id: str
    state: State
    measured: EffectMeasured
    number: int
    on: date
    days: int | None
    reason: str | None = None


def evolve(effect: MeasuredEffect | None, event: MeasuredEffectEvent) -> MeasuredEffect:
    if isinstance(event, EffectMeasured):
        return MeasuredEffect(event.measured_effect_id, State.MEASURED, event, event.number, event.on, event.days)
    assert effect is not None
    match event:
        case EffectMeasuredAgain():
            return replace(effect, number=event.number, on=event.on, days=event.days, reason=event.reason)
        case EffectWithdrawn(reason=reason):
            return replace(effect, state=State.WITHDRAWN, reason=reason)
        case _:
            assert_never(event)
