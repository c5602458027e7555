"""The circumstances of a command: where a measured effect stands, the outcome that had it, and when that met."""

from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.outcomes.measured_effect import commands
from services.outcomes.measured_effect.domain import Facts, MeasuredOutcome
from services.outcomes.measured_effect.state import MeasuredEffect
from services.outcomes.meeting_days import KnownMeetingDay
from services.outcomes.outcome.circumstances import outcome_named


@dataclass(frozen=True)
class TaskOfAnOutcome:
    """A task, as its row has it."""

    outcome: str | None
    lead: str


def place(effect: MeasuredEffect, measured_effect_id: str) -> Place:
    return Place(effect.measured.division, council=effect.measured.organisation)


def place_of_new(lookups: Lookups, effect: None, command: commands.MeasureEffect) -> Place:
    """It stands where its outcome does; the lead of the task may tell of it too."""
    outcome = outcome_named(lookups, "outcome", command.outcome)
    task = _task(lookups, command)
    return Place(outcome.division, council=outcome.organisation, leads=(task.lead,) if task else ())


def facts(lookups: Lookups, effect: MeasuredEffect | None, command: commands.MeasuredEffectCommand) -> Facts:
    today = day_in_china(lookups.now)
    if not isinstance(command, commands.MeasureEffect):
        return Facts(today)
    found, of_task = outcome_named(lookups, "outcome", command.outcome), _task(lookups, command)
    known = lookups.copy(KnownMeetingDay, "meeting_day", found.meeting)
    met_on = day_in_china(known.starts_at) if known else None
    outcome = MeasuredOutcome(found.topic, found.division, found.organisation, found.meeting, met_on)
    return Facts(today, outcome, command.task is None or of_task is not None)


def _task(lookups: Lookups, command: commands.MeasureEffect) -> TaskOfAnOutcome | None:
    """Its task, if that is one of the outcome."""
    found = lookups.one(TaskOfAnOutcome, "tasks", command.task) if command.task else None
    return found if found and found.outcome == command.outcome else None
