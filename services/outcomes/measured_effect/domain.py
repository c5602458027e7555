"""What is allowed with a measured effect, and how long after the meeting it was there."""

from dataclasses import dataclass
from datetime import date

from services.outcomes import profile_rules as rules
from services.outcomes.measured_effect.commands import MeasureAgain, MeasureEffect
from services.outcomes.measured_effect.events import EffectMeasured, EffectMeasuredAgain, MeasuredEffectEvent
from services.outcomes.measured_effect.state import MeasuredEffect


@dataclass(frozen=True, slots=True)
class MeasuredOutcome:
    """The outcome that had the effect; `met_on` is its meeting's day, None where no news of that has come."""

    topic: str
    division: str
    organisation: str
    meeting: str
    met_on: date | None


@dataclass(frozen=True)
class Facts:
    """`outcome` is known to the first measuring; `task_is_its` whether the task that is named is one of the outcome."""

    today: date
    outcome: MeasuredOutcome | None = None
    task_is_its: bool = True


def measure_effect(nothing: None, command: MeasureEffect, facts: Facts) -> list[MeasuredEffectEvent]:
    assert facts.outcome is not None
    outcome = facts.outcome
    if not facts.task_is_its:
        raise rules.TaskMustBeOfTheOutcome
    return [
        EffectMeasured(
            measured_effect_id=command.measured_effect_id,
            outcome_id=command.outcome,
            topic_id=outcome.topic,
            division=outcome.division,
            organisation=outcome.organisation,
            task=command.task,
            what=command.what,
            number=command.number,
            unit=command.unit,
            on=command.on,
            meeting=outcome.meeting,
            met_on=outcome.met_on,
            days=_days(outcome.met_on, command.on, facts.today),
        )
    ]


def measure_again(effect: MeasuredEffect, command: MeasureAgain, facts: Facts) -> list[MeasuredEffectEvent]:
    days = _days(effect.measured.met_on, command.on, facts.today)
    if (command.number, command.on) == (effect.number, effect.on):
        raise rules.NothingOfTheProfileChanges
    return [
        EffectMeasuredAgain(
            command.measured_effect_id, command.number, command.on, days, effect.number, effect.on, command.reason
        )
    ]


def _days(met_on: date | None, on: date, today: date) -> int | None:
    if on > today:
        raise rules.EffectMustHaveCome(on.isoformat())
    if met_on is None:
        return None
    if on < met_on:
        raise rules.EffectComesAfterTheMeeting(met_on.isoformat())
    return (on - met_on).days
