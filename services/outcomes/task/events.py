"""What can have happened to a task and to its reply."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from services.outcomes.task.commands import TaskEffect
from services.outcomes.task.reckoning_events import ReckoningEvent
from services.outcomes.task.succession_events import OfTask, SuccessionEvent


@dataclass(frozen=True, slots=True)
class TaskAssigned(OfTask):
    """Its lead may return it until `return_until`. Before version 3 no time was told, before 4 no instruction, before 5 no problem."""

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
    assigned_at: datetime | None
    instruction: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class TaskSigned(OfTask):
    """The lead signed for it (签收)."""


@dataclass(frozen=True, slots=True)
class TaskReturnRequested(OfTask):
    """The lead says that it is not its business (申请退办); on paper, that came on `received_at`."""

    reason: str
    received_at: date | None


@dataclass(frozen=True, slots=True)
class TaskReassigned(OfTask):
    """Another lead got it, with a window and a due date of its own; the old one stays named. Before version 3 no due date."""

    lead: str
    former_lead: str
    return_until: datetime
    return_policy: str | None
    reason: str
    return_provisional: bool
    due: date | None
    policy: str | None
    assigned_at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskReturnDenied(OfTask):
    """The lead keeps it, and has thereby signed for it."""

    reason: str


@dataclass(frozen=True, slots=True)
class TaskStarted(OfTask):
    """The lead began."""


@dataclass(frozen=True, slots=True)
class TaskCoHandlersAsked(OfTask):
    """The lead asked its co-handlers for their opinions (会办意见) by a day; after `ends_at` nobody waits."""

    question: str
    asked: tuple[str, ...]
    due: date
    ends_at: datetime
    policy: str | None


@dataclass(frozen=True, slots=True)
class TaskCoOpinionGiven(OfTask):
    """A co-handler answered."""

    organisation: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersTimedOut(OfTask):
    """Their date passed; `silent` are those who did not answer."""

    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskCoHandlersChanged(OfTask):
    """Others help from now on: nobody waits for who is no longer among them; who has answered stays on record."""

    co_handlers: tuple[str, ...]
    former_co_handlers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TaskPaused(OfTask):
    """The clock stopped, until somebody or the end of that day lets it run again."""

    paused_on: date
    reason: str
    until: date | None


@dataclass(frozen=True, slots=True)
class TaskResumed(OfTask):
    """The clock runs again; the due date moved by the days of the pause."""

    old_due: date
    due: date


@dataclass(frozen=True, slots=True)
class TaskExtensionRequested(OfTask):
    """The lead asks for more time; on paper, that came on `received_at`."""

    due: date
    reason: str
    received_at: date | None


@dataclass(frozen=True, slots=True)
class TaskExtended(OfTask):
    """It got more time; both dates are kept."""

    old_due: date
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class TaskExtensionDenied(OfTask):
    """The due date stays."""

    reason: str


@dataclass(frozen=True, slots=True)
class TaskDueSoon(OfTask):
    """Four fifths of the time until its due date are over (临期)."""

    due: date


@dataclass(frozen=True, slots=True)
class TaskOverdue(OfTask):
    """The due date has passed (超期); supervision follows on the days of the policies."""

    due: date
    yellow_at: datetime
    yellow_policy: str
    red_at: datetime
    red_policy: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class TaskUrged(OfTask):
    """The lead was urged (催办)."""


@dataclass(frozen=True, slots=True)
class TaskSupervised(OfTask):
    """The task was put under supervision (督办): ordinary, yellow or red."""

    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskCancelled(OfTask):
    """The Party organisation called it off."""

    reason: str


@dataclass(frozen=True, slots=True)
class TaskReplyDrafted(OfTask):
    """The lead drafted its reply: A solved or adopted, B planned or under way, C kept for reference."""

    class_code: str
    text: str
    contact_record: str
    effects: tuple[TaskEffect, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskReplySubmitted(OfTask):
    """The reply went to those who asked for it."""


@dataclass(frozen=True, slots=True)
class TaskReplySentBack(OfTask):
    """The reply does not do."""

    reason: str


@dataclass(frozen=True, slots=True)
class TaskReplied(OfTask):
    """The reply was released; it may be rated until `rate_until`."""

    class_code: str
    rate_until: datetime
    policy: str | None


@dataclass(frozen=True, slots=True)
class TaskDone(OfTask):
    """Done (办结): found good, or rated by nobody (`rating` None), or tracked to its end (`reason`)."""

    class_code: str
    rating: str | None
    comment: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class TaskTracked(OfTask):
    """A reply of class B was accepted: what it promises is followed, and reported of by `report_by`."""

    class_code: str
    rating: str | None
    comment: str | None
    report_by: datetime | None
    report_policy: str | None


@dataclass(frozen=True, slots=True)
class TaskReworkDemanded(OfTask):
    """Found wanting for the first or second time."""

    times: int
    comment: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskDoneDissatisfied(OfTask):
    """Found wanting a third time: closed as such (不满意), under supervision of that level."""

    class_code: str
    times: int
    supervision: str
    comment: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskRestarted(OfTask):
    """The lead handles it again."""


@dataclass(frozen=True, slots=True)
class TaskProgressReported(OfTask):
    """A tracked task reports again."""

    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskProgressMissed(OfTask):
    """A tracked task did not report by then; the next report is due by `next_by`."""

    report_by: datetime
    next_by: datetime
    policy: str


@dataclass(frozen=True, slots=True)
class TaskReopened(OfTask):
    """It must be handled again."""

    reason: str


TaskEvent: TypeAlias = (
    TaskAssigned | TaskSigned | TaskReturnRequested | TaskReassigned | TaskReturnDenied | TaskStarted | TaskCoHandlersAsked
    | TaskCoOpinionGiven | TaskCoHandlersTimedOut | TaskCoHandlersChanged | TaskPaused | TaskResumed | TaskExtensionRequested
    | TaskExtended | TaskExtensionDenied | TaskDueSoon | TaskOverdue | TaskUrged | TaskSupervised | TaskCancelled | TaskReplyDrafted
    | TaskReplySubmitted | TaskReplySentBack | TaskReplied | TaskDone | TaskTracked | TaskReworkDemanded | TaskDoneDissatisfied
    | TaskRestarted | TaskProgressReported | TaskProgressMissed | TaskReopened | SuccessionEvent | ReckoningEvent
)  # fmt: skip
