"""What can be read of an outcome, and what the public does not read of it."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.outcome.events import OutcomeReturned, OutcomeRevised, OutcomeSentBack, PlannedTask
from services.outcomes.outcome.state import Conversion, Outcome


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    topic: str
    meeting: str
    organisation: str
    items: tuple[str, ...]
    title: str
    text: str
    document_number: str | None
    conversion: Conversion | None
    tasks: tuple[PlannedTask, ...]
    feedback: str | None
    publication: str | None
    closes_at: datetime | None
    explanation: str | None
    closing_reason: str | None
    brief: str | None
    proposal: str | None
    told: int | None
    to_tell: int | None
    covenant: str | None
    upper_topic: str | None


def row(outcome: Outcome, outcome_id: str) -> ReadRow:
    """Public from the day it was made public."""
    return ReadRow(
        division=outcome.division,
        shown=_shown(outcome),
        organisation=outcome.organisation,
        topic=outcome.topic_id,
        audience="public" if outcome.publication is not None else "place",
        search=f"{outcome.title} {outcome.text}",
    )


def _shown(outcome: Outcome) -> OutcomeShown:
    return OutcomeShown(
        topic=outcome.topic_id,
        meeting=outcome.meeting_id,
        organisation=outcome.organisation,
        items=outcome.items,
        title=outcome.title,
        text=outcome.text,
        document_number=outcome.document_number,
        conversion=outcome.conversion,
        tasks=outcome.tasks,
        feedback=outcome.feedback,
        publication=outcome.publication,
        closes_at=outcome.closes_at,
        explanation=outcome.explanation,
        closing_reason=outcome.closing_reason,
        brief=_made(outcome, "brief"),
        proposal=_made(outcome, "proposal"),
        told=outcome.told,
        to_tell=outcome.to_tell,
        covenant=_made(outcome, "covenant"),
        upper_topic=_made(outcome, "upper_topic"),
    )


def _made(outcome: Outcome, into: str) -> str | None:
    return outcome.made if outcome.conversion and outcome.conversion.into == into else None


KEPT_INSIDE = KeptInside(
    lambda state, shown: {},
    {
        OutcomeReturned: ("reason",),
        OutcomeSentBack: ("reason",),
        OutcomeRevised: ("old_items", "old_title", "old_text"),
    },
)
"""Why it was given back, and how it read before."""
