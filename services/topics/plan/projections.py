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
    derived_from: str | None = None
    higher_title: str | None = None


def row(plan: Plan, record_id: str) -> ReadRow:
    """It names its topics, and the plan above: so a list finds the plans in which a topic stands, and those derived of a plan."""
    drafted = plan.drafted
    above = (drafted.derived_from,) if drafted.derived_from else ()
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
            derived_from=drafted.derived_from,
            higher_title=drafted.higher_title,
        ),
        organisation=plan.organisation,
        named=(*(one.topic for one in plan.topics), *above),
        search=drafted.title,
    )
