"""The policies of outcomes, what it does when something has happened: an outcome follows its topic and its tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from services.outcomes.copies import KnownTopic, SubmissionLinkedToTopic, TopicTakenOver
from services.outcomes.outcome.commands import (
    CloseOutcome,
    NoteAllCancelled,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    OutcomeCommand,
    StartOutcome,
    TakeOverOutcome,
    TellOutcome,
    TrackOutcome,
)
from services.outcomes.outcome.domain import TaskTerms
from services.outcomes.outcome.events import (
    OutcomeClosed,
    OutcomeDrafted,
    OutcomeProgressNoted,
    OutcomePublicised,
    OutcomeReopened,
    OutcomeReworkStarted,
    OutcomeSentBack,
    OutcomeStarted,
    OutcomeTold,
)
from services.outcomes.reader_copies import AttendanceRecordedLate, ParticipantCheckedIn, SubmissionMerged
from services.outcomes.task.commands import AssignTask, NoteCoHandlerEnded, NoteLeadEnded, TakeOverTask
from services.outcomes.task.events import (
    TaskAssigned,
    TaskCancelled,
    TaskCoHandlersChanged,
    TaskDone,
    TaskDoneDissatisfied,
    TaskProgressReported,
    TaskReassigned,
    TaskReopened,
    TaskReplied,
    TaskReturnDenied,
    TaskReworkDemanded,
    TaskSigned,
    TaskTracked,
)

EnteredInProgress: TypeAlias = (
    OutcomeStarted | OutcomeReworkStarted | OutcomeSentBack | OutcomeProgressNoted | OutcomeReopened
)

SomebodyToTell: TypeAlias = ParticipantCheckedIn | AttendanceRecordedLate | SubmissionMerged | SubmissionLinkedToTopic


Succession: TypeAlias = TakeOverTask | NoteLeadEnded | NoteCoHandlerEnded


@dataclass(frozen=True, slots=True)
class OrganisationEnded:
    organisation_id: str


@dataclass(frozen=True, slots=True)
class ProblemTaskMade:
    """A problem that was found on a visit is to be handled as a task, as `members` tells."""

    problem_id: str
    task: str
    title: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date | None
    measure: str | None
    division: str
    organisation: str
    made_at: datetime


def on_problem_task_made(event: ProblemTaskMade, terms: TaskTerms) -> list[AssignTask]:
    """It is of no outcome and of no topic. Who handles it, and by when, was judged when it was made."""
    return [
        AssignTask(
            task_id=event.task,
            outcome_id=None,
            topic_id=None,
            title=event.title,
            lead=event.lead,
            co_handlers=event.co_handlers,
            due=event.due or terms.due,
            policy=None if event.due else terms.policy,
            measure=event.measure,
            beneficiaries=None,
            funds_yuan=None,
            division=event.division,
            organisation=event.organisation,
            return_until=terms.return_until,
            return_policy=terms.return_policy,
            return_provisional=terms.return_provisional,
            assigned_at=event.made_at,
            problem=event.problem_id,
        )
    ]


@dataclass(frozen=True, slots=True)
class LeftTask:
    """A task of which one that handles it has ended; `heir` has its business now, if anybody has."""

    task_id: str
    organisation: str
    led: bool
    heir: str | None


def on_organisation_ended(event: OrganisationEnded, left: Sequence[LeftTask]) -> list[Succession]:
    return [_succeeded(task) for task in left]


def on_task_given_out(
    event: TaskAssigned | TaskReassigned | TaskCoHandlersChanged | TaskReopened, left: Sequence[LeftTask]
) -> list[Succession]:
    """One that handles it may have ended at that very time, or while the task was done."""
    return [_succeeded(task) for task in left]


def _succeeded(task: LeftTask) -> Succession:
    if task.heir is not None:
        return TakeOverTask(task.task_id, task.organisation, task.heir)
    if task.led:
        return NoteLeadEnded(task.task_id, task.organisation)
    return NoteCoHandlerEnded(task.task_id, task.organisation)


def on_task_taken_on(event: TaskSigned | TaskReturnDenied, facts: None) -> list[OutcomeCommand]:
    """The first task that is signed for starts the outcome; for later ones the command no longer fits.

    A task of an instruction is of no outcome, here and below.
    """
    return [StartOutcome(event.outcome_id)] if event.outcome_id else []


def on_task_settled(event: TaskReplied | TaskCancelled, facts: None) -> list[OutcomeCommand]:
    """The only two task events after which nobody may be waited for any more."""
    return [NoteAllReplied(event.outcome_id), NoteAllCancelled(event.outcome_id)] if event.outcome_id else []


def on_entering_in_progress(event: EnteredInProgress, facts: None) -> list[OutcomeCommand]:
    """The last reply, or the last cancellation, may have come before the outcome was in progress."""
    return [NoteAllReplied(event.outcome_id), NoteAllCancelled(event.outcome_id)]


def on_task_handled_again(event: TaskReworkDemanded | TaskReopened, facts: None) -> list[OutcomeCommand]:
    return [NoteRework(event.outcome_id)] if event.outcome_id else []


def on_task_progress_reported(event: TaskProgressReported, facts: None) -> list[OutcomeCommand]:
    return [NoteProgress(event.outcome_id)] if event.outcome_id else []


def on_publicised(event: OutcomePublicised, facts: None) -> list[OutcomeCommand]:
    return [TrackOutcome(event.outcome_id)]


def on_task_tracked(event: TaskTracked, facts: None) -> list[OutcomeCommand]:
    return [TrackOutcome(event.outcome_id)] if event.outcome_id else []


def on_outcome_told(event: OutcomeTold, facts: None) -> list[OutcomeCommand]:
    """The next ones; with the last one told, it may be closed that waited for it."""
    return [TellOutcome(event.outcome_id) if event.told < event.to_tell else CloseOutcome(event.outcome_id)]


def on_outcome_closed(event: OutcomeClosed, facts: None) -> list[OutcomeCommand]:
    """One that is not carried out is closed with a reason, and that is told."""
    return [TellOutcome(event.outcome_id)] if event.reason else []


def on_somebody_to_tell(event: SomebodyToTell, outcomes: Sequence[str]) -> list[OutcomeCommand]:
    """Whoever comes to it late is told too, and on a site of an earlier version whoever was never told on record."""
    return [TellOutcome(outcome) for outcome in outcomes]


def on_task_done(event: TaskDone | TaskDoneDissatisfied, facts: None) -> list[OutcomeCommand]:
    """The last rating may leave only tracked tasks; the last task may be all that the outcome was kept open for."""
    return [TrackOutcome(event.outcome_id), CloseOutcome(event.outcome_id)] if event.outcome_id else []


@dataclass(frozen=True, slots=True)
class HeldOutcome:
    """As the row of an outcome has whose it is."""

    id: str
    organisation: str


def on_topic_taken_over(event: TopicTakenOver, outcomes: Sequence[HeldOutcome]) -> list[OutcomeCommand]:
    """Outcomes belong to whom their topic belongs to; for those that are over the command does not fit."""
    return [TakeOverOutcome(one.id, one.organisation, event.successor) for one in outcomes]


def on_outcome_drafted(event: OutcomeDrafted, topic: KnownTopic | None) -> list[OutcomeCommand]:
    """Whoever drafted it may not have heard yet whose the topic is now."""
    if topic is None or topic.organisation == event.organisation:
        return []
    return [TakeOverOutcome(event.outcome_id, event.organisation, topic.organisation)]
