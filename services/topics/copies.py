"""Read replica: what topics keeps of others' news, and of its own.

Where only the state of a record is followed, a map says what each of its events makes of it.
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from services.topics.submission.events import SubmissionMerged

# Divisions, from members


@dataclass(frozen=True, slots=True)
class KnownDivision:
    code: str
    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class DivisionsLoaded:
    """One load brings many divisions."""

    load_id: str
    divisions: tuple[KnownDivision, ...]


def on_divisions_loaded(event: DivisionsLoaded) -> list[tuple[str, str | None, KnownDivision]]:
    return [(division.code, division.parent, division) for division in event.divisions]


# Meetings: whether they are over, who was there, what was agreed


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """`heard` are the groups of which somebody with a voice checked in; `agreed` the items that stand as agreed."""

    meeting_id: str
    topic_id: str
    round: int
    state: Literal["open", "ended", "cancelled"] = "open"
    groups: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    meeting_id: str
    topic_id: str
    round: int
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipantCheckedIn:
    meeting_id: str
    kind: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    meeting_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    meeting_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemSuperseded:
    meeting_id: str
    item_id: str


MEETING_STATES = {"MeetingEnded": "ended", "MeetingCancelled": "cancelled"}


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id, event.topic_id, event.round, groups=event.groups)


def on_participant_checked_in(known: KnownMeeting, event: ParticipantCheckedIn) -> KnownMeeting:
    """An observer has no voice, so that a group of which only an observer came was not heard."""
    if event.group is None or event.kind == "observer" or event.group in known.heard:
        return known
    return replace(known, heard=(*known.heard, event.group))


def on_consensus_item_agreed(
    known: KnownMeeting, event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation
) -> KnownMeeting:
    return replace(known, agreed=(*known.agreed, event.item_id))


def on_consensus_item_superseded(known: KnownMeeting, event: ConsensusItemSuperseded) -> KnownMeeting:
    return replace(known, agreed=tuple(item for item in known.agreed if item != event.item_id))


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
    """`feedback` is what the participants were told; `reason` why it was declined or converted."""

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


@dataclass(frozen=True, slots=True)
class OutcomeFedBack:
    outcome_id: str
    text: str


OUTCOME_STATES: dict[str, OutcomeState] = {
    "OutcomeSubmitted": "under_review",
    "OutcomeResubmitted": "under_review",
    "OutcomeReturned": "returned",
    "OutcomeApproved": "approved",
    "OutcomeDecomposed": "decomposed",
    "OutcomeDispatched": "dispatched",
    "OutcomeStarted": "in_progress",
    "OutcomeReworkStarted": "in_progress",
    "OutcomeAllReplied": "all_replied",
    "OutcomeVerificationStarted": "verifying",
    "OutcomeSentBack": "in_progress",
    "OutcomePublicised": "publicised",
    "OutcomeTracked": "tracked",
    "OutcomeProgressNoted": "in_progress",
    "OutcomeClosed": "closed",
    "OutcomeReopened": "in_progress",
}


def on_outcome_drafted(known: KnownOutcome | None, event: OutcomeDrafted) -> KnownOutcome:
    return KnownOutcome(event.outcome_id, event.topic_id, event.title, "drafted")


def on_outcome_declined(known: KnownOutcome, event: OutcomeDeclined) -> KnownOutcome:
    return replace(known, state="not_adopted", reason=event.reason)


def on_outcome_converted(known: KnownOutcome, event: OutcomeConverted) -> KnownOutcome:
    return replace(known, state="converted", reason=event.reason)


def on_outcome_fed_back(known: KnownOutcome, event: OutcomeFedBack) -> KnownOutcome:
    return replace(known, state="fed_back", feedback=event.text)


# Tasks: what the submitter's tracking page shows of them


TaskState: TypeAlias = Literal[
    "assigned", "signed", "return_requested", "handling", "co_waiting", "paused", "extension_requested",
    "reply_drafted", "reply_review", "rating_open", "rework", "tracking", "done", "cancelled",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownTask:
    """`silent` are the co-handlers who were asked and have not answered."""

    task_id: str
    topic_id: str
    title: str
    state: TaskState = "assigned"
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    task_id: str
    topic_id: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskCoHandlersAsked:
    task_id: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskCoOpinionGiven:
    task_id: str
    organisation: str


TASK_STATES: dict[str, TaskState] = {
    "TaskSigned": "signed",
    "TaskReturnRequested": "return_requested",
    "TaskReassigned": "assigned",
    "TaskReturnDenied": "signed",
    "TaskStarted": "handling",
    "TaskCoHandlersTimedOut": "handling",
    "TaskPaused": "paused",
    "TaskResumed": "handling",
    "TaskExtensionRequested": "extension_requested",
    "TaskExtended": "handling",
    "TaskExtensionDenied": "handling",
    "TaskReplyDrafted": "reply_drafted",
    "TaskReplySubmitted": "reply_review",
    "TaskReplySentBack": "reply_drafted",
    "TaskReplied": "rating_open",
    "TaskDone": "done",
    "TaskTracked": "tracking",
    "TaskReworkDemanded": "rework",
    "TaskDoneDissatisfied": "done",
    "TaskRestarted": "handling",
    "TaskProgressReported": "reply_drafted",
    "TaskReopened": "handling",
    "TaskCancelled": "cancelled",
}


def on_task_assigned(known: KnownTask | None, event: TaskAssigned) -> KnownTask:
    return KnownTask(event.task_id, event.topic_id, event.title)


def on_task_co_handlers_asked(known: KnownTask, event: TaskCoHandlersAsked) -> KnownTask:
    return replace(known, state="co_waiting", silent=event.asked)


def on_task_co_opinion_given(known: KnownTask, event: TaskCoOpinionGiven) -> KnownTask:
    silent = tuple(organisation for organisation in known.silent if organisation != event.organisation)
    return replace(known, state="co_waiting" if silent else "handling", silent=silent)


# Our own submissions: which were merged into which


@dataclass(frozen=True, slots=True)
class MergedSubmission:
    """A submission that was merged into another one, whose answer will be its own."""

    submission_id: str
    into: str


def on_submission_merged(known: MergedSubmission | None, event: SubmissionMerged) -> MergedSubmission:
    return MergedSubmission(event.submission_id, event.into)
