"""What is allowed to be done with an outcome, and what follows from it. Its tasks' standing has `progress_domain.py`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.outcomes import rules
from services.outcomes.outcome.commands import (
    ApproveOutcome,
    ConvertOutcome,
    DeclineOutcome,
    DecomposeOutcome,
    DispatchOutcome,
    DraftOutcome,
    FeedBackOutcome,
    PubliciseOutcome,
    ReopenOutcome,
    ResubmitOutcome,
    ReturnOutcome,
    StartVerification,
    SubmitOutcome,
    WantedTask,
)
from services.outcomes.outcome.events import (
    OutcomeApproved,
    OutcomeConverted,
    OutcomeDeclined,
    OutcomeDecomposed,
    OutcomeDispatched,
    OutcomeDrafted,
    OutcomeEvent,
    OutcomeFedBack,
    OutcomePublicised,
    OutcomeReopened,
    OutcomeResubmitted,
    OutcomeReturned,
    OutcomeSubmitted,
    OutcomeVerificationStarted,
    PlannedTask,
)
from services.outcomes.outcome.state import Outcome
from services.outcomes.task.commands import AssignTask
from services.outcomes.task.domain import assign_task
from services.outcomes.task.events import TaskEvent

DAYS_IN_PUBLIC = timedelta(days=20)


@dataclass(frozen=True)
class KnownTopic:
    """A topic, as `topics` tells. `concluded` from its conclusion until it is closed or consulted on again."""

    topic_id: str
    division: str
    organisation: str
    concluded: bool = False


@dataclass(frozen=True)
class KnownMeeting:
    """A meeting, as `meetings` tells."""

    meeting_id: str
    topic_id: str
    minutes_signed: bool = False


@dataclass(frozen=True)
class KnownItem:
    """A consensus item, as `meetings` tells: agreed (also with reservation) and not superseded, or not."""

    item_id: str
    topic_id: str
    agreed: bool


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


@dataclass(frozen=True)
class TaskTerms:
    """The policies' terms for new tasks: for replying and for returning; `today` is the day of entry."""

    today: date
    due: date
    policy: str
    return_until: datetime
    return_policy: str


@dataclass(frozen=True)
class Facts:
    """`background` is known to drafting, `terms` to decomposing and dispatching, `tasks` to what follows."""

    now: datetime
    background: Background | None = None
    terms: TaskTerms | None = None
    tasks: tuple[TaskStanding, ...] = ()


def draft_outcome(outcome: None, command: DraftOutcome, facts: Facts) -> list[OutcomeEvent]:
    assert facts.background is not None
    _check_background(command, facts.background)
    topic = facts.background.topic
    return [
        OutcomeDrafted(
            outcome_id=command.outcome_id,
            topic_id=command.topic,
            meeting_id=command.meeting,
            items=tuple(command.items),
            title=command.title,
            text=command.text,
            division=topic.division,
            organisation=topic.organisation,
        )
    ]


def _check_background(command: DraftOutcome, background: Background) -> None:
    if not background.topic.concluded:
        raise rules.TopicNotConcluded
    if background.meeting.topic_id != command.topic:
        raise rules.MeetingOfAnotherTopic
    if not background.meeting.minutes_signed:
        raise rules.MinutesNotSigned
    agreed = {item.item_id for item in background.items if item.agreed}
    if not agreed.issuperset(command.items):
        raise rules.ItemNotAgreed


def submit_outcome(outcome: Outcome, command: SubmitOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeSubmitted(outcome.outcome_id, outcome.topic_id)]


def approve_outcome(outcome: Outcome, command: ApproveOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeApproved(outcome.outcome_id, outcome.topic_id, command.document_number)]


def return_outcome(outcome: Outcome, command: ReturnOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeReturned(outcome.outcome_id, outcome.topic_id, command.reason)]


def decline_outcome(outcome: Outcome, command: DeclineOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeDeclined(outcome.outcome_id, outcome.topic_id, command.reason)]


def convert_outcome(outcome: Outcome, command: ConvertOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [
        OutcomeConverted(
            outcome_id=outcome.outcome_id,
            topic_id=outcome.topic_id,
            into=command.into,
            reason=command.reason,
            title=command.title,
            text=command.text,
        )
    ]


def resubmit_outcome(outcome: Outcome, command: ResubmitOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeResubmitted(outcome.outcome_id, outcome.topic_id)]


def decompose_outcome(outcome: Outcome, command: DecomposeOutcome, facts: Facts) -> list[OutcomeEvent]:
    assert facts.terms is not None
    tasks = tuple(_planned(wanted, facts.terms) for wanted in command.tasks)
    return [OutcomeDecomposed(outcome.outcome_id, outcome.topic_id, tasks)]


def _planned(wanted: WantedTask, terms: TaskTerms) -> PlannedTask:
    rules.must_lie_ahead(wanted.due, terms.today)
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
        # A day that was chosen by hand does not follow from the standing policy.
        policy=wanted.policy if wanted.due else wanted.policy or terms.policy,
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
        events.extend(assign_task(None, _assignment(outcome, task, facts.terms), facts))
    return events


def _assignment(outcome: Outcome, task: PlannedTask, terms: TaskTerms) -> AssignTask:
    return AssignTask(
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
    )


def start_verification(outcome: Outcome, command: StartVerification, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeVerificationStarted(outcome.outcome_id, outcome.topic_id)]


def feed_back_outcome(outcome: Outcome, command: FeedBackOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeFedBack(outcome.outcome_id, outcome.topic_id, command.text)]


def publicise_outcome(outcome: Outcome, command: PubliciseOutcome, facts: Facts) -> list[OutcomeEvent]:
    closes_at = facts.now + DAYS_IN_PUBLIC
    return [OutcomePublicised(outcome.outcome_id, outcome.topic_id, command.text, closes_at)]


def reopen_outcome(outcome: Outcome, command: ReopenOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeReopened(outcome.outcome_id, outcome.topic_id, command.reason)]
