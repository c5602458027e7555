"""What can have happened to a consultation plan (协商计划)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from services.topics.plan.succession_events import PlanSuccessionEvent


@dataclass(frozen=True, slots=True)
class Actual:
    """What had become of a planned topic when its plan was closed: its state, and when its first round was opened."""

    topic: str
    month: str
    state: str
    consulted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanDrafted:
    """The plan of a year, a half-year or a quarter: `period` is 2026, 2026-H1 or 2026-Q1."""

    plan_id: str
    title: str
    division: str
    organisation: str
    period: str


@dataclass(frozen=True, slots=True)
class PlanTopicPut:
    """`title` is the topic's as it then was: so what is approved can be read ever after."""

    plan_id: str
    topic: str
    month: str
    title: str


@dataclass(frozen=True, slots=True)
class PlanTopicDropped:
    plan_id: str
    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlanSubmitted:
    plan_id: str


@dataclass(frozen=True, slots=True)
class PlanApproved:
    """The Party organisation of the same level approved the plan; it closes by itself at `closes_at`."""

    plan_id: str
    document_number: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class PlanReturned:
    plan_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlanTopicAddedLate:
    """The Party organisation put a topic into the plan that it had approved before (增补)."""

    plan_id: str
    topic: str
    month: str
    document_number: str
    reason: str
    title: str


@dataclass(frozen=True, slots=True)
class PlanClosed:
    """What was planned against what was done, as it stood then (计划与实际对照)."""

    plan_id: str
    actual: tuple[Actual, ...]
    summary: str | None = None


PlanEvent: TypeAlias = (
    PlanDrafted
    | PlanTopicPut
    | PlanTopicDropped
    | PlanSubmitted
    | PlanApproved
    | PlanReturned
    | PlanTopicAddedLate
    | PlanClosed
    | PlanSuccessionEvent
)
