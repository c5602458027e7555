"""What outcomes does with news."""

from services.outcomes import news, reactions
from services.outcomes.outcome.commands import (
    CloseOutcome,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    StartOutcome,
    TrackOutcome,
)
from services.outcomes.outcome.domain import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.outcome.events import OutcomeReopened
from services.outcomes.task.domain import KnownLinked
from services.outcomes.task.events import TaskCancelled, TaskSigned
from services.outcomes.task.reply_events import TaskDone, TaskProgressReported, TaskReworkDemanded

TOPIC = KnownTopic("school-gate", "620723101", "council")
IDS = ("task", "outcome", "school-gate")


def test_a_topic_is_known_from_its_draft() -> None:
    assert reactions.on_topic_drafted(None, news.TopicDrafted("school-gate", "620723101", "council")) == TOPIC


def test_a_topic_is_open_for_outcomes_from_its_conclusion_until_it_is_consulted_on_again() -> None:
    concluded = reactions.on_topic_concluded(TOPIC, news.TopicConcluded("school-gate"))
    assert concluded.concluded
    again = reactions.on_topic_no_longer_concluded(concluded, news.TopicConsultationReopened("school-gate"))
    assert not again.concluded


def test_a_meeting_is_known_from_its_planning_and_its_minutes_once_signed() -> None:
    planned = reactions.on_meeting_planned(None, news.MeetingPlanned("second", "school-gate"))
    assert planned == KnownMeeting("second", "school-gate")
    assert reactions.on_minutes_signed(planned, news.MinutesSigned("second")).minutes_signed


def test_an_item_counts_until_a_later_round_supersedes_it() -> None:
    agreed = reactions.on_item_agreed(None, news.ConsensusItemAgreedWithReservation("humps", "school-gate"))
    assert agreed == KnownItem("humps", "school-gate", agreed=True)
    assert not reactions.on_item_superseded(agreed, news.ConsensusItemSuperseded("humps")).agreed


def test_an_item_that_was_not_agreed_does_not_count() -> None:
    assert not reactions.on_item_not_agreed(None, news.ConsensusItemNotAgreed("parking", "school-gate")).agreed


def test_a_submission_that_was_unlinked_no_longer_opens_tasks() -> None:
    linked = reactions.on_submission_linked(None, news.SubmissionLinkedToTopic("by-qr", "school-gate", "digest", "ana"))
    assert linked == KnownLinked("by-qr", "school-gate", "digest", "ana", linked=True)
    assert not reactions.on_submission_unlinked(linked, news.SubmissionUnlinked("by-qr")).linked


def test_the_outcome_follows_its_tasks() -> None:
    assert reactions.on_task_taken_on(TaskSigned(*IDS), None) == [StartOutcome("outcome")]
    assert reactions.on_task_settled(TaskCancelled(*IDS, "不再需要"), None) == [NoteAllReplied("outcome")]
    assert reactions.on_task_handled_again(TaskReworkDemanded(*IDS, 1, None, "没装"), None) == [NoteRework("outcome")]
    assert reactions.on_task_progress_reported(TaskProgressReported(*IDS, "已招标"), None) == [NoteProgress("outcome")]


def test_a_finished_task_may_leave_only_tracked_ones_or_none() -> None:
    finished = TaskDone(*IDS, "A", None, None, None)
    assert reactions.on_task_done(finished, None) == [TrackOutcome("outcome"), CloseOutcome("outcome")]


def test_whatever_brings_the_outcome_into_progress_looks_whether_all_replied() -> None:
    reopened = OutcomeReopened("outcome", "school-gate", "有人再问")
    assert reactions.on_entering_in_progress(reopened, None) == [NoteAllReplied("outcome")]
