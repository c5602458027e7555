"""What members does when a topic or a task that a problem became goes on, or ends: the problem is solved with it or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.members.problem.commands import FollowTopic, NoteSolved, TakeBackProblem, WorkOnProblemAgain

BY_TOPIC = "转成的议题已办结 The topic that it became has been carried out and closed"
BY_TASK = "转成的任务已办结 The task that it became is done"
CONVERTED = "议题的成果已转化，问题另行办理 The topic's outcomes were converted: it is to be seen to otherwise"
FOR_REFERENCE = (
    "任务答复为C类（留作参考），问题未解决 The reply was kept for reference only (class C): it is not solved"
)
DISSATISFIED = "任务按不满意办结 The task was closed as unsatisfactory"


@dataclass(frozen=True, slots=True)
class TopicClosed:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedConverted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedNotAdopted:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicClosedWithoutOutcome:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicRuledOut:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicReferred:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDisapproved:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDiscontinued:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicMerged:
    topic_id: str
    into: str


@dataclass(frozen=True, slots=True)
class TopicReopened:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TaskDone:
    task_id: str
    class_code: str


@dataclass(frozen=True, slots=True)
class TaskDoneDissatisfied:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReopened:
    task_id: str


EndedWithReason: TypeAlias = (
    TopicClosedNotAdopted
    | TopicClosedWithoutOutcome
    | TopicRuledOut
    | TopicReferred
    | TopicDisapproved
    | TopicDiscontinued
)
OfTopic: TypeAlias = EndedWithReason | TopicClosed | TopicClosedConverted | TopicMerged | TopicReopened
OfTask: TypeAlias = TaskDone | TaskDoneDissatisfied | TaskCancelled | TaskReopened
Problems: TypeAlias = Sequence[str]


def on_topic_closed(event: TopicClosed, problems: Problems) -> list[NoteSolved]:
    return [NoteSolved(problem, BY_TOPIC) for problem in problems]


def on_topic_converted(event: TopicClosedConverted, problems: Problems) -> list[TakeBackProblem]:
    return [TakeBackProblem(problem, CONVERTED) for problem in problems]


def on_topic_ended(event: EndedWithReason, problems: Problems) -> list[TakeBackProblem]:
    return [TakeBackProblem(problem, event.reason) for problem in problems]


def on_topic_merged(event: TopicMerged, problems: Problems) -> list[FollowTopic]:
    return [FollowTopic(problem, event.topic_id, event.into) for problem in problems]


def on_reopened(event: TopicReopened | TaskReopened, problems: Problems) -> list[WorkOnProblemAgain]:
    return [WorkOnProblemAgain(problem) for problem in problems]


def on_task_done(event: TaskDone, problems: Problems) -> list[NoteSolved | TakeBackProblem]:
    """What was only kept for reference is not solved."""
    if event.class_code == "C":
        return [TakeBackProblem(problem, FOR_REFERENCE) for problem in problems]
    return [NoteSolved(problem, BY_TASK) for problem in problems]


def on_task_done_dissatisfied(event: TaskDoneDissatisfied, problems: Problems) -> list[TakeBackProblem]:
    return [TakeBackProblem(problem, DISSATISFIED) for problem in problems]


def on_task_cancelled(event: TaskCancelled, problems: Problems) -> list[TakeBackProblem]:
    return [TakeBackProblem(problem, event.reason) for problem in problems]
