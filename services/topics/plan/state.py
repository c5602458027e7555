"""What is known of a plan, folded from its events; what falls due."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.topics.plan import events as happened
from services.topics.plan.commands import ClosePlan
from services.topics.plan.events import Actual, PlanDrafted, PlanEvent
from services.topics.plan.succession_events import PlanLeftAlone, PlanTakenOver


class State(StrEnum):
    DRAFTED = "drafted"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    RETURNED = "returned"
    CLOSED = "closed"


LABELS: dict[str, str] = {
    State.DRAFTED: "草拟",
    State.UNDER_REVIEW: "报审中",
    State.APPROVED: "已批准",
    State.RETURNED: "退回修改",
    State.CLOSED: "已总结",
}


@dataclass(frozen=True)
class PlannedTopic:
    """One that was added late has the document number and the reason of its own approval."""

    topic: str
    month: str
    title: str
    late: bool = False
    document_number: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Plan:
    """`reason` is why it was last returned; `actual` is there once it is closed."""

    plan_id: str
    state: State
    drafted: PlanDrafted
    topics: tuple[PlannedTopic, ...] = ()
    document_number: str | None = None
    closes_at: datetime | None = None
    reason: str | None = None
    summary: str | None = None
    actual: tuple[Actual, ...] = ()
    taken_over_by: str | None = None
    organisation_ended: bool = False

    @property
    def organisation(self) -> str:
        return self.taken_over_by or self.drafted.organisation


def evolve(plan: Plan | None, event: PlanEvent) -> Plan:
    if isinstance(event, happened.PlanDrafted):
        return Plan(event.plan_id, State.DRAFTED, event)
    assert plan is not None
    match event:
        case happened.PlanTopicPut():
            return replace(plan, topics=(*plan.topics, PlannedTopic(event.topic, event.month, event.title)))
        case happened.PlanTopicDropped():
            return replace(plan, topics=tuple(one for one in plan.topics if one.topic != event.topic))
        case happened.PlanSubmitted():
            return replace(plan, state=State.UNDER_REVIEW)
        case happened.PlanApproved(document_number=number, closes_at=closes_at):
            return replace(plan, state=State.APPROVED, document_number=number, closes_at=closes_at)
        case happened.PlanReturned():
            return replace(plan, state=State.RETURNED, reason=event.reason)
        case happened.PlanTopicAddedLate(document_number=number, reason=reason):
            late = PlannedTopic(event.topic, event.month, event.title, True, number, reason)
            return replace(plan, topics=(*plan.topics, late))
        case happened.PlanClosed(actual=actual, summary=summary):
            return replace(plan, state=State.CLOSED, actual=actual, summary=summary)
        case PlanTakenOver(successor=successor):
            return replace(plan, taken_over_by=successor, organisation_ended=False)
        case PlanLeftAlone():
            return replace(plan, organisation_ended=True)
        case _:
            assert_never(event)


def due(plan: Plan) -> list[tuple[datetime, ClosePlan]]:
    """An approved plan that nobody closes is closed some time after its period is over."""
    if plan.state is State.APPROVED and plan.closes_at is not None:
        return [(plan.closes_at, ClosePlan(plan.plan_id))]
    return []
