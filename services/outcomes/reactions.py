"""What we do with news: copies of what `topics` and `meetings` tell, and how an outcome follows its tasks."""

from dataclasses import replace
from typing import TypeAlias

from services.outcomes.news import (
    ConsensusItemAgreed,
    ConsensusItemAgreedWithReservation,
    ConsensusItemNotAgreed,
    ConsensusItemSuperseded,
    MeetingPlanned,
    MinutesSigned,
    SubmissionLinkedToTopic,
    SubmissionUnlinked,
    TopicClosed,
    TopicClosedConverted,
    TopicClosedNotAdopted,
    TopicClosedWithoutOutcome,
    TopicConcluded,
    TopicConsultationReopened,
    TopicDrafted,
    TopicLinkedResultAdopted,
    TopicOutcomeTakenUp,
)
from services.outcomes.outcome.commands import (
    CloseOutcome,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    OutcomeCommand,
    StartOutcome,
    TrackOutcome,
)
from services.outcomes.outcome.domain import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.outcome.events import (
    OutcomeProgressNoted,
    OutcomePublicised,
    OutcomeReopened,
    OutcomeReworkStarted,
    OutcomeSentBack,
    OutcomeStarted,
)
from services.outcomes.task.domain import KnownLinked
from services.outcomes.task.events import TaskCancelled, TaskReturnDenied, TaskSigned
from services.outcomes.task.reply_events import (
    TaskDone,
    TaskDoneDissatisfied,
    TaskProgressReported,
    TaskReopened,
    TaskReplied,
    TaskReworkDemanded,
    TaskTracked,
)

TopicOpened: TypeAlias = TopicConcluded | TopicLinkedResultAdopted | TopicOutcomeTakenUp
TopicShut: TypeAlias = (
    TopicConsultationReopened | TopicClosed | TopicClosedWithoutOutcome | TopicClosedNotAdopted | TopicClosedConverted
)
EnteredInProgress: TypeAlias = (
    OutcomeStarted | OutcomeReworkStarted | OutcomeSentBack | OutcomeProgressNoted | OutcomeReopened
)


def on_topic_drafted(known: KnownTopic | None, event: TopicDrafted) -> KnownTopic:
    return KnownTopic(event.topic_id, event.division, event.organisation)


def on_topic_concluded(known: KnownTopic | None, event: TopicOpened) -> KnownTopic:
    assert known is not None
    return replace(known, concluded=True)


def on_topic_no_longer_concluded(known: KnownTopic | None, event: TopicShut) -> KnownTopic:
    """Closed, or consulted on again: no outcome is drafted for it."""
    assert known is not None
    return replace(known, concluded=False)


def on_submission_linked(known: KnownLinked | None, event: SubmissionLinkedToTopic) -> KnownLinked:
    return KnownLinked(event.submission_id, event.topic_id, event.tracking, event.submitter)


def on_submission_unlinked(known: KnownLinked | None, event: SubmissionUnlinked) -> KnownLinked:
    assert known is not None
    return replace(known, linked=False)


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id, event.topic_id)


def on_minutes_signed(known: KnownMeeting | None, event: MinutesSigned) -> KnownMeeting:
    assert known is not None
    return replace(known, minutes_signed=True)


def on_item_agreed(
    known: KnownItem | None, event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation
) -> KnownItem:
    return KnownItem(event.item_id, event.topic_id, agreed=True)


def on_item_not_agreed(known: KnownItem | None, event: ConsensusItemNotAgreed) -> KnownItem:
    return KnownItem(event.item_id, event.topic_id, agreed=False)


def on_item_superseded(known: KnownItem | None, event: ConsensusItemSuperseded) -> KnownItem:
    assert known is not None
    return replace(known, agreed=False)


def on_task_taken_on(event: TaskSigned | TaskReturnDenied, facts: None) -> list[OutcomeCommand]:
    """The first task that is signed for starts the outcome; for later ones the command no longer fits."""
    return [StartOutcome(event.outcome_id)]


def on_task_settled(event: TaskReplied | TaskCancelled, facts: None) -> list[OutcomeCommand]:
    """The only two task events after which nobody may be waited for any more."""
    return [NoteAllReplied(event.outcome_id)]


def on_entering_in_progress(event: EnteredInProgress, facts: None) -> list[OutcomeCommand]:
    """The last reply may have come before the outcome was in progress."""
    return [NoteAllReplied(event.outcome_id)]


def on_task_handled_again(event: TaskReworkDemanded | TaskReopened, facts: None) -> list[OutcomeCommand]:
    return [NoteRework(event.outcome_id)]


def on_task_progress_reported(event: TaskProgressReported, facts: None) -> list[OutcomeCommand]:
    return [NoteProgress(event.outcome_id)]


def on_publicised(event: OutcomePublicised, facts: None) -> list[OutcomeCommand]:
    return [TrackOutcome(event.outcome_id)]


def on_task_tracked(event: TaskTracked, facts: None) -> list[OutcomeCommand]:
    return [TrackOutcome(event.outcome_id)]


def on_task_done(event: TaskDone | TaskDoneDissatisfied, facts: None) -> list[OutcomeCommand]:
    """The last rating may leave only tracked tasks; the last task may be all that the outcome was kept open for."""
    return [TrackOutcome(event.outcome_id), CloseOutcome(event.outcome_id)]
