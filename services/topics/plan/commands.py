"""What can be asked of a plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftPlan:
    plan_id: str
    title: str
    division: str
    organisation: str
    period: str
    derived_from: str | None = None


@dataclass(frozen=True, slots=True)
class PutTopic:
    plan_id: str
    topic: str
    month: str
    higher_topic: str | None = None


@dataclass(frozen=True, slots=True)
class DropTopic:
    plan_id: str
    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmitPlan:
    plan_id: str


@dataclass(frozen=True, slots=True)
class ApprovePlan:
    plan_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    plan_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddTopicLate:
    plan_id: str
    topic: str
    month: str
    document_number: str
    reason: str
    higher_topic: str | None = None


@dataclass(frozen=True, slots=True)
class ClosePlan:
    plan_id: str
    summary: str | None = None
