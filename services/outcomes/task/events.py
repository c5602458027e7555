"""What can have happened to a task (任务，交办件). Its reply has `reply_events.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from services.outcomes.task.reply_events import ReplyEvent


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """The dispatch of the outcome gave the task to its lead. It may ask to return it until `return_until`."""

    task_id: str
    outcome_id: str
    topic_id: str
    title: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date
    policy: str | None
    measure: str | None
    beneficiaries: int | None
    funds_yuan: int | None
    division: str
    organisation: str
    return_until: datetime
    return_policy: str


@dataclass(frozen=True, slots=True)
class TaskSigned:
    """The lead signed for it (签收)."""

    task_id: str
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class TaskReturnRequested:
    """The lead says that it is not its business (申请退办)."""

    task_id: str
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReassigned:
    """Another lead got it; the old one stays named."""

    task_id: str
    outcome_id: str
    topic_id: str
    lead: str
    former_lead: str
    return_until: datetime
    return_policy: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReturnDenied:
    """The lead keeps it, and has thereby signed for it."""

    task_id: str
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskStarted:
    """The lead began."""

    task_id: str
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersAsked:
    """The lead asked its co-handlers for their opinions (会办意见) by a day; after `ends_at` nobody waits."""

    task_id: str
    outcome_id: str
    topic_id: str
    question: str
    asked: tuple[str, ...]
    due: date
    ends_at: datetime
    policy: str | None


@dataclass(frozen=True, slots=True)
class TaskCoOpinionGiven:
    """A co-handler answered."""

    task_id: str
    outcome_id: str
    topic_id: str
    organisation: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersTimedOut:
    """Their date passed; `silent` are those who did not answer."""

    task_id: str
    outcome_id: str
    topic_id: str
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskPaused:
    """The clock stopped."""

    task_id: str
    outcome_id: str
    topic_id: str
    paused_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class TaskResumed:
    """The clock runs again; the due date moved by the days of the pause."""

    task_id: str
    outcome_id: str
    topic_id: str
    old_due: date
    due: date


@dataclass(frozen=True, slots=True)
class TaskExtensionRequested:
    """The lead asks for more time."""

    task_id: str
    outcome_id: str
    topic_id: str
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class TaskExtended:
    """It got more time; both dates are kept."""

    task_id: str
    outcome_id: str
    topic_id: str
    old_due: date
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class TaskExtensionDenied:
    """The due date stays."""

    task_id: str
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskUrged:
    """The lead was urged (催办)."""

    task_id: str
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class TaskSupervised:
    """The task was put under supervision (督办): ordinary, yellow or red."""

    task_id: str
    outcome_id: str
    topic_id: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    """The Party organisation called it off."""

    task_id: str
    outcome_id: str
    topic_id: str
    reason: str


HandlingEvent: TypeAlias = (
    TaskAssigned
    | TaskSigned
    | TaskReturnRequested
    | TaskReassigned
    | TaskReturnDenied
    | TaskStarted
    | TaskCoHandlersAsked
    | TaskCoOpinionGiven
    | TaskCoHandlersTimedOut
    | TaskPaused
    | TaskResumed
    | TaskExtensionRequested
    | TaskExtended
    | TaskExtensionDenied
    | TaskUrged
    | TaskSupervised
    | TaskCancelled
)
TaskEvent: TypeAlias = HandlingEvent | ReplyEvent
