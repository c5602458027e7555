"""What the submitter's tracking page shows of a topic's tasks: their titles and states."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class TaskState(StrEnum):
    """The states of the published task lifecycle."""

    ASSIGNED = "assigned"
    SIGNED = "signed"
    RETURN_REQUESTED = "return_requested"
    HANDLING = "handling"
    CO_WAITING = "co_waiting"
    PAUSED = "paused"
    EXTENSION_REQUESTED = "extension_requested"
    REPLY_DRAFTED = "reply_drafted"
    REPLY_REVIEW = "reply_review"
    RATING_OPEN = "rating_open"
    REWORK = "rework"
    TRACKING = "tracking"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class KnownTask:
    """`silent` are the co-handlers who were asked and have not answered."""

    task_id: str
    topic_id: str
    title: str
    state: TaskState = TaskState.ASSIGNED
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    task_id: str
    topic_id: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskSigned:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReturnRequested:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReassigned:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReturnDenied:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskStarted:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersAsked:
    task_id: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskCoOpinionGiven:
    task_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersTimedOut:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskPaused:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskResumed:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskExtensionRequested:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskExtended:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskExtensionDenied:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReplyDrafted:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReplySubmitted:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReplySentBack:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReplied:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskDone:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskTracked:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReworkDemanded:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskDoneDissatisfied:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskRestarted:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskProgressReported:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskReopened:
    task_id: str


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    task_id: str


def on_task_assigned(known: KnownTask | None, event: TaskAssigned) -> KnownTask:
    return KnownTask(event.task_id, event.topic_id, event.title)


def on_task_co_handlers_asked(known: KnownTask, event: TaskCoHandlersAsked) -> KnownTask:
    return replace(known, state=TaskState.CO_WAITING, silent=event.asked)


def on_task_co_opinion_given(known: KnownTask, event: TaskCoOpinionGiven) -> KnownTask:
    silent = tuple(organisation for organisation in known.silent if organisation != event.organisation)
    return replace(known, state=TaskState.CO_WAITING if silent else TaskState.HANDLING, silent=silent)


def task_becomes(state: TaskState) -> Callable[[KnownTask, object], KnownTask]:
    """For an event of which only the new state matters to us."""
    return lambda known, event: replace(known, state=state)
