"""What can have happened to the reply of a task: drafted, released, rated, tracked, reopened."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that changed for people, with its figure where there is one."""

    what: str
    number: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TaskReplyDrafted:
    """The lead drafted its reply: A solved or adopted, B planned or under way, C kept for reference."""

    task_id: str
    outcome_id: str
    topic_id: str
    class_code: str
    text: str
    contact_record: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class TaskReplySubmitted:
    """The reply went to those who asked for it."""

    task_id: str
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class TaskReplySentBack:
    """The reply does not do."""

    task_id: str
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReplied:
    """The reply was released; it may be rated until `rate_until`."""

    task_id: str
    outcome_id: str
    topic_id: str
    class_code: str
    rate_until: datetime
    policy: str | None


@dataclass(frozen=True, slots=True)
class TaskDone:
    """Done (办结): found good, or rated by nobody (`rating` None), or tracked to its end (`reason`)."""

    task_id: str
    outcome_id: str
    topic_id: str
    class_code: str
    rating: str | None
    comment: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class TaskTracked:
    """A reply of class B was accepted: what it promises is followed."""

    task_id: str
    outcome_id: str
    topic_id: str
    class_code: str
    rating: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class TaskReworkDemanded:
    """Found wanting for the first or second time."""

    task_id: str
    outcome_id: str
    topic_id: str
    times: int
    comment: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskDoneDissatisfied:
    """Found wanting a third time: closed as such (不满意), under supervision of that level."""

    task_id: str
    outcome_id: str
    topic_id: str
    class_code: str
    times: int
    supervision: str
    comment: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskRestarted:
    """The lead handles it again."""

    task_id: str
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class TaskProgressReported:
    """A tracked task reports again."""

    task_id: str
    outcome_id: str
    topic_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskReopened:
    """It must be handled again."""

    task_id: str
    outcome_id: str
    topic_id: str
    reason: str


ReplyEvent: TypeAlias = (
    TaskReplyDrafted
    | TaskReplySubmitted
    | TaskReplySentBack
    | TaskReplied
    | TaskDone
    | TaskTracked
    | TaskReworkDemanded
    | TaskDoneDissatisfied
    | TaskRestarted
    | TaskProgressReported
    | TaskReopened
)
