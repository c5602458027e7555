"""What can be read of a measured effect."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.measured_effect.state import MeasuredEffect


@dataclass(frozen=True, slots=True)
class MeasuredEffectShown:
    outcome: str
    topic: str
    organisation: str
    task: str | None
    what: str
    number: int
    unit: str
    on: date
    meeting: str
    met_on: date | None
    days: int | None
    reason: str | None


def row(effect: MeasuredEffect, measured_effect_id: str) -> ReadRow:
    measured = effect.measured
    return ReadRow(
        division=measured.division,
        shown=MeasuredEffectShown(
            outcome=measured.outcome_id,
            topic=measured.topic_id,
            organisation=measured.organisation,
            task=measured.task,
            what=measured.what,
            number=effect.number,
            unit=measured.unit,
            on=effect.on,
            meeting=measured.meeting,
            met_on=measured.met_on,
            days=effect.days,
            reason=effect.reason,
        ),
        organisation=measured.organisation,
        topic=measured.topic_id,
        outcome=measured.outcome_id,
        search=measured.what,
    )
