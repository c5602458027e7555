"""What can be asked of a task."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TaskEffect:
    """Something that changed for people, with its figure where there is one."""

    what: str
    number: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class AssignTask:
    """Given by the dispatch of the outcome or by the instruction, in the same decision, or by what becomes of a problem."""

    task_id: str
    outcome_id: str | None
    topic_id: str | None
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
    return_provisional: bool
    assigned_at: datetime
    instruction: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SignForTask:
    task_id: str


@dataclass(frozen=True, slots=True)
class RequestReturn:
    """`received_at` is said by the dispatching office of what came on paper."""

    task_id: str
    reason: str
    received_at: date | None = None
    actor_role: str = "HND"


@dataclass(frozen=True, slots=True)
class ReassignTask:
    task_id: str
    lead: str
    reason: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DenyReturn:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class StartTask:
    task_id: str


@dataclass(frozen=True, slots=True)
class AskCoHandlers:
    task_id: str
    question: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class GiveOpinion:
    """`actor_organisation` is the acting organisation: a co-handler that the task names."""

    task_id: str
    text: str
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class TimeOutCoHandlers:
    task_id: str


@dataclass(frozen=True, slots=True)
class ChangeCoHandlers:
    task_id: str
    co_handlers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PauseTask:
    task_id: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ResumeTask:
    task_id: str


@dataclass(frozen=True, slots=True)
class RequestExtension:
    """`received_at` is said by the dispatching office of what came on paper."""

    task_id: str
    due: date
    reason: str
    received_at: date | None = None
    actor_role: str = "HND"


@dataclass(frozen=True, slots=True)
class GrantExtension:
    """Without a date the one that was asked for is granted."""

    task_id: str
    reason: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DenyExtension:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DraftReply:
    task_id: str
    class_code: str
    text: str
    contact_record: str
    effects: tuple[TaskEffect, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmitReply:
    task_id: str


@dataclass(frozen=True, slots=True)
class SendBackReply:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseReply:
    task_id: str


@dataclass(frozen=True, slots=True)
class RateTask:
    """`tracking_subject` is the person behind the caller's tracking code, whose key encrypts the words."""

    task_id: str
    rating: str
    comment: str | None = None
    reason: str | None = None
    tracking_subject: str | None = None


@dataclass(frozen=True, slots=True)
class CloseUnrated:
    task_id: str


@dataclass(frozen=True, slots=True)
class RestartTask:
    task_id: str


@dataclass(frozen=True, slots=True)
class ReportProgress:
    task_id: str
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteProgressMissed:
    task_id: str


@dataclass(frozen=True, slots=True)
class FinishTracking:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenTask:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteDueSoon:
    task_id: str


@dataclass(frozen=True, slots=True)
class NoteOverdue:
    task_id: str


@dataclass(frozen=True, slots=True)
class UrgeTask:
    task_id: str


@dataclass(frozen=True, slots=True)
class SuperviseTask:
    task_id: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class CancelTask:
    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeOverTask:
    """The system says whom the successor succeeds."""

    task_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NoteLeadEnded:
    task_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class NoteCoHandlerEnded:
    task_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ReckonTaskAgain:
    task_id: str
    calendar: str


TaskCommand: TypeAlias = (
    AssignTask | SignForTask | RequestReturn | ReassignTask | DenyReturn | StartTask | AskCoHandlers | GiveOpinion
    | TimeOutCoHandlers | ChangeCoHandlers | PauseTask | ResumeTask | RequestExtension | GrantExtension
    | DenyExtension | DraftReply | SubmitReply | SendBackReply | ReleaseReply | RateTask | CloseUnrated | RestartTask
    | ReportProgress | NoteProgressMissed | FinishTracking | ReopenTask | NoteDueSoon | NoteOverdue | UrgeTask
    | SuperviseTask | CancelTask | TakeOverTask | NoteLeadEnded | NoteCoHandlerEnded | ReckonTaskAgain
)  # fmt: skip
