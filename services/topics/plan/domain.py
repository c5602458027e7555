"""What is allowed with a plan, and what changes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.topics.plan import commands as asked
from services.topics.plan import events as happened
from services.topics.plan.events import Actual, PlanEvent
from services.topics.plan.state import Plan, PlannedTopic, State
from services.topics.rules import (
    DivisionMustExist,
    HigherPlanMustBeApproved,
    HigherTopicMustStandInThePlanAbove,
    MonthMustLieInThePeriod,
    PlanNeedsATopic,
    PlansMustShareAMonth,
    TopicMustBeApproved,
    TopicMustExist,
    TopicMustLieInThePlansDivision,
    TopicMustStandInThePlan,
    TopicStandsInAPlanOnce,
)
from services.topics.topic.state import APPROVED_AND_NOT_ENDED

MONTHS = {
    "": range(1, 13),
    "H1": range(1, 7),
    "H2": range(7, 13),
    "Q1": range(1, 4),
    "Q2": range(4, 7),
    "Q3": range(7, 10),
    "Q4": range(10, 13),
}


@dataclass(frozen=True)
class TopicStanding:
    """How a topic stands that is to be in a plan."""

    id: str
    state: str
    division: str
    title: str


@dataclass(frozen=True)
class HigherPlan:
    """The plan of a level above that this one breaks down."""

    id: str
    state: str
    division: str
    title: str
    period: str
    topics: tuple[PlannedTopic, ...]


@dataclass(frozen=True)
class Facts:
    """What each command needs to know besides the plan; the others' facts stay empty."""

    division_exists: bool = True
    topic: TopicStanding | None = None
    higher: HigherPlan | None = None
    closes_at: datetime | None = None
    actual: tuple[Actual, ...] = ()


def months_of(period: str) -> tuple[str, ...]:
    """2026-Q1 is 2026-01, 2026-02 and 2026-03; 2026 is all twelve."""
    year, _, part = period.partition("-")
    return tuple(f"{year}-{month:02}" for month in MONTHS[part])


def last_day_of(period: str) -> date:
    in_the_next_month = date.fromisoformat(f"{months_of(period)[-1]}-28") + timedelta(days=4)
    return in_the_next_month - timedelta(days=in_the_next_month.day)


def draft_plan(nothing: None, command: asked.DraftPlan, facts: Facts) -> list[PlanEvent]:
    if not facts.division_exists:
        raise DivisionMustExist(command.division)
    higher = _higher_plan(command, facts.higher) if command.derived_from else None
    where = (command.division, command.organisation, command.period)
    above = (command.derived_from, higher.title if higher else None)
    return [happened.PlanDrafted(command.plan_id, command.title, *where, *above)]


def _higher_plan(command: asked.DraftPlan, higher: HigherPlan | None) -> HigherPlan:
    """One that is not there is told as one that is not approved: so nobody learns which plans others have."""
    above = higher is not None and command.division.startswith(higher.division)
    if higher is None or not above or higher.division == command.division or higher.state != State.APPROVED:
        raise HigherPlanMustBeApproved
    if not set(months_of(command.period)) & set(months_of(higher.period)):
        raise PlansMustShareAMonth(higher.period)
    return higher


def put_topic(plan: Plan, command: asked.PutTopic, facts: Facts) -> list[PlanEvent]:
    topic = _fitting(plan, command, facts)
    above = _above(command, facts)
    return [happened.PlanTopicPut(command.plan_id, command.topic, command.month, topic.title, *above)]


def add_topic_late(plan: Plan, command: asked.AddTopicLate, facts: Facts) -> list[PlanEvent]:
    topic = _fitting(plan, command, facts)
    said = (command.topic, command.month, command.document_number, command.reason)
    return [happened.PlanTopicAddedLate(command.plan_id, *said, topic.title, *_above(command, facts))]


def _above(command: asked.PutTopic | asked.AddTopicLate, facts: Facts) -> tuple[str | None, str | None]:
    """The item of the plan above that this one breaks down, and its title there."""
    if command.higher_topic is None:
        return None, None
    there = facts.higher.topics if facts.higher else ()
    for one in there:
        if one.topic == command.higher_topic:
            return one.topic, one.title
    raise HigherTopicMustStandInThePlanAbove(command.higher_topic)


def _fitting(plan: Plan, command: asked.PutTopic | asked.AddTopicLate, facts: Facts) -> TopicStanding:
    topic = facts.topic
    if topic is None:
        raise TopicMustExist(command.topic)
    if not topic.division.startswith(plan.drafted.division):
        raise TopicMustLieInThePlansDivision(plan.drafted.division)
    if topic.state not in APPROVED_AND_NOT_ENDED:
        raise TopicMustBeApproved(topic.state)
    if any(one.topic == topic.id for one in plan.topics):
        raise TopicStandsInAPlanOnce(topic.id)
    months = months_of(plan.drafted.period)
    if command.month not in months:
        raise MonthMustLieInThePeriod(f"{months[0]} – {months[-1]}")
    return topic


def drop_topic(plan: Plan, command: asked.DropTopic, facts: Facts) -> list[PlanEvent]:
    if not any(one.topic == command.topic for one in plan.topics):
        raise TopicMustStandInThePlan(command.topic)
    return [happened.PlanTopicDropped(command.plan_id, command.topic, command.reason)]


def submit_plan(plan: Plan, command: asked.SubmitPlan, facts: Facts) -> list[PlanEvent]:
    if not plan.topics:
        raise PlanNeedsATopic
    return [happened.PlanSubmitted(command.plan_id)]


def approve_plan(plan: Plan, command: asked.ApprovePlan, facts: Facts) -> list[PlanEvent]:
    assert facts.closes_at is not None
    return [happened.PlanApproved(command.plan_id, command.document_number, facts.closes_at)]


def close_plan(plan: Plan, command: asked.ClosePlan, facts: Facts) -> list[PlanEvent]:
    return [happened.PlanClosed(command.plan_id, facts.actual, command.summary)]
