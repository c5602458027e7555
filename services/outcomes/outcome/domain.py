"""What is allowed to be done with an outcome, and what follows from it and from the standing of its tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.outcomes import rules
from services.outcomes.copies import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.outcome.commands import (
    DecomposeOutcome,
    DispatchOutcome,
    DraftOutcome,
    NoteAllCancelled,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    PubliciseOutcome,
    ReviseOutcome,
    SendBackOutcome,
    TrackOutcome,
    WantedTask,
)
from services.outcomes.outcome.events import (
    OutcomeAllCancelled,
    OutcomeAllReplied,
    OutcomeDecomposed,
    OutcomeDispatched,
    OutcomeDrafted,
    OutcomeEvent,
    OutcomeProgressNoted,
    OutcomePublicised,
    OutcomeRevised,
    OutcomeReworkStarted,
    OutcomeSentBack,
    OutcomeTracked,
    PlannedTask,
)
from services.outcomes.outcome.state import Outcome
from services.outcomes.task.events import TaskAssigned, TaskEvent, TaskReopened
from services.outcomes.telling.domain import NOBODY, Readers

DAYS_IN_PUBLIC = timedelta(days=20)
REPLIED = ("rating_open", "tracking", "done")


@dataclass(frozen=True)
class TaskStanding:
    """How far a task of the outcome is."""

    id: str
    state: str
    class_: str | None


@dataclass(frozen=True)
class Background:
    """What an outcome is drafted from."""

    topic: KnownTopic
    meeting: KnownMeeting
    items: tuple[KnownItem, ...]
    adopted_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskTerms:
    """The policies' terms for new tasks: for replying and for returning; `today` is the day of entry."""

    today: date
    due: date
    policy: str
    return_until: datetime
    return_policy: str
    return_provisional: bool


@dataclass(frozen=True, slots=True)
class BodyAbove:
    """Who takes up a topic of the level above."""

    division: str
    organisation: str


@dataclass(frozen=True)
class Facts:
    """`background` is known to drafting, `items` to revising, `terms` to decomposing and dispatching, `tasks` to the rest.

    `readers` is known to whatever tells, and to closing; `above` to converting.
    """

    now: datetime
    background: Background | None = None
    items: tuple[KnownItem, ...] = ()
    terms: TaskTerms | None = None
    tasks: tuple[TaskStanding, ...] = ()
    readers: Readers = NOBODY
    above: BodyAbove | None = None


def draft_outcome(outcome: None, command: DraftOutcome, facts: Facts) -> list[OutcomeEvent]:
    assert facts.background is not None
    _check_background(command, facts.background)
    topic = facts.background.topic
    return [
        OutcomeDrafted(
            outcome_id=command.outcome_id,
            topic_id=command.topic,
            meeting_id=command.meeting,
            items=tuple(dict.fromkeys(command.items)),
            title=command.title,
            text=command.text,
            division=topic.division,
            organisation=topic.organisation,
        )
    ]


def _check_background(command: DraftOutcome, background: Background) -> None:
    if not background.topic.concluded:
        raise rules.TopicNotConcluded
    if background.meeting.topic_id not in (command.topic, *background.adopted_from):
        raise rules.MeetingOfAnotherTopic
    if not background.meeting.minutes_signed:
        raise rules.MinutesNotSigned
    _check_agreed(command.items, background.items)


def _check_agreed(wanted: tuple[str, ...], known: tuple[KnownItem, ...]) -> None:
    if not {item.item_id for item in known if item.agreed}.issuperset(wanted):
        raise rules.ItemNotAgreed


def revise_outcome(outcome: Outcome, command: ReviseOutcome, facts: Facts) -> list[OutcomeEvent]:
    if command.items is not None:
        _check_agreed(command.items, facts.items)
    return [
        OutcomeRevised(
            outcome_id=outcome.outcome_id,
            topic_id=outcome.topic_id,
            items=outcome.items if command.items is None else tuple(dict.fromkeys(command.items)),
            title=outcome.title if command.title is None else command.title,
            text=outcome.text if command.text is None else command.text,
            old_items=outcome.items,
            old_title=outcome.title,
            old_text=outcome.text,
        )
    ]


def decompose_outcome(outcome: Outcome, command: DecomposeOutcome, facts: Facts) -> list[OutcomeEvent]:
    assert facts.terms is not None
    tasks = tuple(planned(wanted, facts.terms) for wanted in command.tasks)
    return [OutcomeDecomposed(outcome.outcome_id, outcome.topic_id, tasks)]


def planned(wanted: WantedTask, terms: TaskTerms) -> PlannedTask:
    rules.must_lie_ahead(wanted.due, terms.today)
    if wanted.due and wanted.policy:
        raise rules.ChosenDateCitesNoPolicy
    if wanted.lead in wanted.co_handlers:
        raise rules.LeadIsCoHandler
    if len(set(wanted.co_handlers)) < len(wanted.co_handlers):
        raise rules.CoHandlerNamedTwice
    return PlannedTask(
        task_id=wanted.task_id,
        title=wanted.title,
        lead=wanted.lead,
        co_handlers=tuple(wanted.co_handlers),
        due=wanted.due or terms.due,
        policy=None if wanted.due else wanted.policy or terms.policy,
        measure=wanted.measure,
        beneficiaries=wanted.beneficiaries,
        funds_yuan=wanted.funds_yuan,
    )


def dispatch_outcome(outcome: Outcome, command: DispatchOutcome, facts: Facts) -> list[OutcomeEvent | TaskEvent]:
    """The tasks come into being with the dispatch: all of them or none."""
    assert facts.terms is not None
    ids = tuple(task.task_id for task in outcome.tasks)
    events: list[OutcomeEvent | TaskEvent] = [OutcomeDispatched(outcome.outcome_id, outcome.topic_id, ids)]
    for task in outcome.tasks:
        events.append(_assigned(outcome, task, facts.terms, facts.now))
    return events


def _assigned(outcome: Outcome, task: PlannedTask, terms: TaskTerms, now: datetime) -> TaskAssigned:
    return TaskAssigned(
        task_id=task.task_id,
        outcome_id=outcome.outcome_id,
        topic_id=outcome.topic_id,
        title=task.title,
        lead=task.lead,
        co_handlers=task.co_handlers,
        due=task.due,
        policy=task.policy,
        measure=task.measure,
        beneficiaries=task.beneficiaries,
        funds_yuan=task.funds_yuan,
        division=outcome.division,
        organisation=outcome.organisation,
        return_until=terms.return_until,
        return_policy=terms.return_policy,
        return_provisional=terms.return_provisional,
        assigned_at=now,
        instruction=None,
    )


def publicise_outcome(outcome: Outcome, command: PubliciseOutcome, facts: Facts) -> list[OutcomeEvent]:
    closes_at = facts.now + DAYS_IN_PUBLIC
    return [OutcomePublicised(outcome.outcome_id, outcome.topic_id, command.text, closes_at)]


def note_all_replied(outcome: Outcome, command: NoteAllReplied, facts: Facts) -> list[OutcomeEvent]:
    if not _all_replied(facts.tasks) or _all_cancelled(facts.tasks):
        raise rules.RepliesOutstanding
    return [OutcomeAllReplied(outcome.outcome_id, outcome.topic_id)]


def note_all_cancelled(outcome: Outcome, command: NoteAllCancelled, facts: Facts) -> list[OutcomeEvent]:
    if not _all_cancelled(facts.tasks):
        raise rules.TasksStillStand
    return [OutcomeAllCancelled(outcome.outcome_id, outcome.topic_id)]


def note_rework(outcome: Outcome, command: NoteRework, facts: Facts) -> list[OutcomeEvent]:
    """The news may be late: the task may have replied again since."""
    if _all_replied(facts.tasks):
        raise rules.EveryTaskReplied
    return [OutcomeReworkStarted(outcome.outcome_id, outcome.topic_id)]


def note_progress(outcome: Outcome, command: NoteProgress, facts: Facts) -> list[OutcomeEvent]:
    if _all_replied(facts.tasks):
        raise rules.EveryTaskReplied
    return [OutcomeProgressNoted(outcome.outcome_id, outcome.topic_id)]


def _all_replied(tasks: Sequence[TaskStanding]) -> bool:
    return all(task.state in REPLIED for task in tasks if task.state != "cancelled")


def _all_cancelled(tasks: Sequence[TaskStanding]) -> bool:
    return all(task.state == "cancelled" for task in tasks)


def send_back_outcome(outcome: Outcome, command: SendBackOutcome, facts: Facts) -> list[OutcomeEvent | TaskEvent]:
    """The tasks are reopened in the same decision."""
    named = tuple(dict.fromkeys(command.tasks))
    standing = {task.id: task for task in facts.tasks}
    if not standing.keys() >= set(named):
        raise rules.TaskOfAnotherOutcome
    if any(standing[task_id].state not in REPLIED for task_id in named):
        raise rules.TaskNotReplied
    reopened = [TaskReopened(task_id, outcome.outcome_id, outcome.topic_id, command.reason) for task_id in named]
    return [OutcomeSentBack(outcome.outcome_id, outcome.topic_id, named, command.reason), *reopened]


def track_outcome(outcome: Outcome, command: TrackOutcome, facts: Facts) -> list[OutcomeEvent]:
    if any(task.state == "rating_open" for task in facts.tasks):
        raise rules.RatingOpen
    if not any(task.state == "tracking" for task in facts.tasks):
        raise rules.NothingToTrack
    return [OutcomeTracked(outcome.outcome_id, outcome.topic_id)]
