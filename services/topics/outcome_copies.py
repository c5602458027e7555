"""Read replica: what topics keeps of outcomes and their tasks: what became of each, and in which words it was told.

Where only the state of a record is followed, a map says what each of its events makes of it.
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

# Outcomes: what became of each, and the words in which it was told
OutcomeState: TypeAlias = Literal[
    "drafted", "under_review", "approved", "returned", "not_adopted", "converted", "decomposed", "dispatched",
    "in_progress", "all_replied", "verifying", "fed_back", "publicised", "tracked", "closed",
]  # fmt: skip


UNDER_WAY: tuple[OutcomeState, ...] = (
    "approved", "decomposed", "dispatched", "in_progress", "all_replied", "verifying", "fed_back", "publicised", "tracked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownOutcome:
    """`feedback` is what is told of it, also why it was closed without more; `reason` why it was declined or converted."""

    outcome_id: str
    topic_id: str
    title: str
    state: OutcomeState
    feedback: str | None = None
    reason: str | None = None

    @property
    def approved(self) -> bool:
        """Approved and not over: its implementation is under way."""
        return self.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class OutcomeDrafted:
    outcome_id: str
    topic_id: str
    title: str


@dataclass(frozen=True, slots=True)
class OutcomeDeclined:
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeConverted:
    outcome_id: str
    topic_id: str
    reason: str
    into: str = ""
    title: str | None = None
    text: str | None = None
    made: str | None = None
    division: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeFedBack:
    outcome_id: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeRevised:
    outcome_id: str
    title: str


@dataclass(frozen=True, slots=True)
class OutcomeClosed:
    outcome_id: str
    reason: str | None = None


OUTCOME_STATES: dict[str, OutcomeState] = {
    "OutcomeSubmitted": "under_review", "OutcomeResubmitted": "under_review", "OutcomeReturned": "returned",
    "OutcomeApproved": "approved", "OutcomeDecomposed": "decomposed", "OutcomeDispatched": "dispatched",
    "OutcomeStarted": "in_progress", "OutcomeReworkStarted": "in_progress", "OutcomeAllReplied": "all_replied",
    "OutcomeAllCancelled": "approved", "OutcomeVerificationStarted": "verifying", "OutcomeSentBack": "in_progress",
    "OutcomePublicised": "publicised", "OutcomeTracked": "tracked", "OutcomeProgressNoted": "in_progress",
    "OutcomeReopened": "in_progress",
}  # fmt: skip


def on_outcome_drafted(known: KnownOutcome | None, event: OutcomeDrafted) -> KnownOutcome:
    return KnownOutcome(event.outcome_id, event.topic_id, event.title, "drafted")


def on_outcome_declined(known: KnownOutcome, event: OutcomeDeclined) -> KnownOutcome:
    return replace(known, state="not_adopted", reason=event.reason)


def on_outcome_converted(known: KnownOutcome, event: OutcomeConverted) -> KnownOutcome:
    return replace(known, state="converted", reason=event.reason)


def on_outcome_fed_back(known: KnownOutcome, event: OutcomeFedBack) -> KnownOutcome:
    return replace(known, state="fed_back", feedback=event.text)


def on_outcome_revised(known: KnownOutcome, event: OutcomeRevised) -> KnownOutcome:
    return replace(known, title=event.title)


def on_outcome_closed(known: KnownOutcome, event: OutcomeClosed) -> KnownOutcome:
    return replace(known, state="closed", feedback=event.reason or known.feedback)


# Tasks: what the submitter's tracking page shows of them
TaskState: TypeAlias = Literal[
    "assigned", "signed", "return_requested", "handling", "co_waiting", "paused", "extension_requested",
    "reply_drafted", "reply_review", "rating_open", "rework", "tracking", "done", "cancelled",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownTask:
    """`silent` are the co-handlers who were asked and have not answered. One of an instruction may be of no topic."""

    task_id: str
    topic_id: str | None
    title: str
    state: TaskState = "assigned"
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    task_id: str
    topic_id: str | None
    title: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersAsked:
    task_id: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskCoOpinionGiven:
    task_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersChanged:
    task_id: str
    co_handlers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskTakenOver:
    task_id: str
    awaited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskLeftWithoutCoHandler:
    task_id: str
    awaited: tuple[str, ...]


TASK_STATES: dict[str, TaskState] = {
    "TaskSigned": "signed", "TaskReturnRequested": "return_requested", "TaskReassigned": "assigned",
    "TaskReturnDenied": "signed", "TaskStarted": "handling", "TaskCoHandlersTimedOut": "handling",
    "TaskPaused": "paused", "TaskResumed": "handling", "TaskExtensionRequested": "extension_requested",
    "TaskExtended": "handling", "TaskExtensionDenied": "handling", "TaskReplyDrafted": "reply_drafted",
    "TaskReplySubmitted": "reply_review", "TaskReplySentBack": "reply_drafted", "TaskReplied": "rating_open",
    "TaskDone": "done", "TaskTracked": "tracking", "TaskReworkDemanded": "rework", "TaskDoneDissatisfied": "done",
    "TaskRestarted": "handling", "TaskProgressReported": "reply_drafted", "TaskReopened": "handling",
    "TaskCancelled": "cancelled",
}  # fmt: skip


def on_task_assigned(known: KnownTask | None, event: TaskAssigned) -> KnownTask:
    return KnownTask(event.task_id, event.topic_id, event.title)


def on_task_co_handlers_asked(known: KnownTask, event: TaskCoHandlersAsked) -> KnownTask:
    return replace(known, state="co_waiting", silent=event.asked)


def on_task_co_opinion_given(known: KnownTask, event: TaskCoOpinionGiven) -> KnownTask:
    silent = tuple(organisation for organisation in known.silent if organisation != event.organisation)
    return replace(known, state="co_waiting" if silent else "handling", silent=silent)


def on_task_co_handlers_changed(known: KnownTask, event: TaskCoHandlersChanged) -> KnownTask:
    silent = tuple(one for one in known.silent if one in event.co_handlers)
    answered = known.state == "co_waiting" and not silent
    return replace(known, state="handling" if answered else known.state, silent=silent)


def on_task_changed_hands(known: KnownTask, event: TaskTakenOver | TaskLeftWithoutCoHandler) -> KnownTask:
    answered = known.state == "co_waiting" and not event.awaited
    return replace(known, state="handling" if answered else known.state, silent=event.awaited)
