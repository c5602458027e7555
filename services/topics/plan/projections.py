"""What can be read of a plan."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.topics.plan.events import Actual
from services.topics.plan.state import Plan, PlannedTopic


@dataclass(frozen=True)
class PlanShown:
    title: str
    organisation: str
    period: str
    topics: tuple[PlannedTopic, ...]
    document_number: str | None = None
    closes_at: datetime | None = None
    reason: str | None = None
    summary: str | None = None
    actual: tuple[Actual, ...] = ()
    organisation_ended: bool = False


def row(plan: Plan, record_id: str) -> ReadRow:
    """It names its topics: so a list finds the plans in which a topic stands."""
    drafted = plan.drafted
    return ReadRow(
        division=drafted.division,
        shown=PlanShown(
            title=drafted.title,
            organisation=plan.organisation,
            organisation_ended=plan.organisation_ended,
            period=drafted.period,
            topics=tuple(sorted(plan.topics, key=lambda one: one.month)),
            document_number=plan.document_number,
            closes_at=plan.closes_at,
            reason=plan.reason,
            summary=plan.summary,
            actual=tuple(sorted(plan.actual, key=lambda one: one.month)),
        ),
        organisation=plan.organisation,
        named=tuple(one.topic for one in plan.topics),
        search=drafted.title,
    )
