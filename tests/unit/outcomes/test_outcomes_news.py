"""What outcomes does with copies."""

from dataclasses import replace

from services.outcomes import copies, reactions
from services.outcomes.copies import KnownItem, KnownLinked, KnownMeeting, KnownTopic
from services.outcomes.outcome.circumstances import adopted_from
from services.outcomes.outcome.commands import (
    CloseOutcome,
    NoteAllCancelled,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    StartOutcome,
    TrackOutcome,
)
from services.outcomes.outcome.events import OutcomeReopened
from services.outcomes.service import COPIES
from services.outcomes.task.events import TaskCancelled, TaskDone, TaskProgressReported, TaskReworkDemanded, TaskSigned
from tests.unit.following import after

TOPIC = KnownTopic("school-gate", "620723101", "council")
IDS = ("task", "outcome", "school-gate")


def test_a_topic_is_known_from_its_draft() -> None:
    assert copies.on_topic_drafted(None, copies.TopicDrafted("school-gate", "620723101", "council")) == TOPIC


def test_a_topic_is_open_for_outcomes_from_its_conclusion_until_it_is_consulted_on_again() -> None:
    concluded = after(COPIES, TOPIC, "TopicConcluded", topic_id="school-gate")
    assert concluded.concluded
    again = after(COPIES, concluded, "TopicConsultationReopened", topic_id="school-gate")
    assert not again.concluded


def test_an_adopted_result_concludes_and_says_whose_it_was() -> None:
    told = {"topic_id": "school-gate", "concluded_topic": "county-gate"}
    adopted = after(COPIES, TOPIC, "TopicLinkedResultAdopted", **told)
    assert (adopted.concluded, adopted.adopted_from) == (True, "county-gate")


class Known:
    """A reader of copies: one topic adopted the result of a second, that one of a third."""

    def copy(self, into: type, kind: str, copy_id: str) -> KnownTopic | None:
        adopted = {"school-gate": "county-gate", "county-gate": "city-gate"}
        return KnownTopic(copy_id, "62", "council", adopted_from=adopted.get(copy_id))


def test_a_result_that_was_adopted_on_is_that_of_the_last_one() -> None:
    assert adopted_from(Known(), "school-gate") == ("county-gate", "city-gate")  # type: ignore[arg-type]
    assert adopted_from(Known(), "city-gate") == ()  # type: ignore[arg-type]


def test_a_meeting_is_known_from_its_planning_and_its_minutes_once_signed() -> None:
    planned = copies.on_meeting_planned(None, copies.MeetingPlanned("second", "school-gate"))
    assert planned == KnownMeeting("second", "school-gate")
    assert after(COPIES, planned, "MinutesSigned", meeting_id="second").minutes_signed


def test_an_item_counts_until_a_later_round_supersedes_it() -> None:
    agreed = copies.on_item_agreed(None, copies.ConsensusItemAgreedWithReservation("humps", "school-gate"))
    assert agreed == KnownItem("humps", "school-gate", agreed=True)
    assert not after(COPIES, agreed, "ConsensusItemSuperseded", item_id="humps").agreed


def test_an_item_that_was_not_agreed_does_not_count() -> None:
    assert not copies.on_item_not_agreed(None, copies.ConsensusItemNotAgreed("parking", "school-gate")).agreed


def test_a_submission_that_was_unlinked_no_longer_opens_tasks() -> None:
    linked = copies.on_submission_linked(None, copies.SubmissionLinkedToTopic("by-qr", "school-gate", "digest", "ana"))
    reissued = copies.SubmissionCodeReissued("by-qr", "another")
    assert copies.on_code_reissued(linked, reissued) == replace(linked, tracking="another")
    assert copies.on_code_reissued(None, reissued) is None
    assert linked == KnownLinked("by-qr", "school-gate", "digest", "ana", linked=True)
    assert not after(COPIES, linked, "SubmissionUnlinked", submission_id="by-qr").linked


def test_a_submission_that_was_reopened_has_forgotten_its_topic_here_too() -> None:
    """Its code must not rate what became of a topic that it no longer belongs to."""
    linked = KnownLinked("by-qr", "school-gate", "digest", "ana", linked=True)
    assert not after(COPIES, linked, "SubmissionReopened", submission_id="by-qr").linked


def test_what_was_never_linked_is_reopened_without_a_copy() -> None:
    assert copies.on_submission_let_go(None, copies.SubmissionReopened("by-phone")) is None


def test_the_outcome_follows_its_tasks() -> None:
    assert reactions.on_task_taken_on(TaskSigned(*IDS), None) == [StartOutcome("outcome")]
    assert reactions.on_task_settled(TaskCancelled(*IDS, "不再需要"), None) == [
        NoteAllReplied("outcome"),
        NoteAllCancelled("outcome"),
    ]
    assert reactions.on_task_handled_again(TaskReworkDemanded(*IDS, 1, None, "没装"), None) == [NoteRework("outcome")]
    assert reactions.on_task_progress_reported(TaskProgressReported(*IDS, "已招标"), None) == [NoteProgress("outcome")]


def test_a_finished_task_may_leave_only_tracked_ones_or_none() -> None:
    finished = TaskDone(*IDS, "A", None, None, None)
    assert reactions.on_task_done(finished, None) == [TrackOutcome("outcome"), CloseOutcome("outcome")]


def test_whatever_brings_the_outcome_into_progress_looks_whether_all_replied() -> None:
    reopened = OutcomeReopened("outcome", "school-gate", "有人再问")
    looked = [NoteAllReplied("outcome"), NoteAllCancelled("outcome")]
    assert reactions.on_entering_in_progress(reopened, None) == looked
