"""What the system does when something has happened."""

from datetime import UTC, datetime

import pytest

from services.topics import outcome_reactions, reactions
from services.topics.copies import MergedSubmission
from services.topics.outcome_copies import KnownOutcome, OutcomeState
from services.topics.reactions import EndedTopic
from services.topics.service import ended_topic, followers
from services.topics.submission import events as submission_events
from services.topics.submission.commands import AnswerSubmission, UnlinkSubmission, UnmergeSubmission
from services.topics.submission.state import SeenSubmission
from services.topics.topic import commands as asked
from services.topics.topic import events as topic_events
from services.topics.topic.seen import SeenTopic

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ANSWERED = submission_events.SubmissionAnswered("one", "done", NOON, "rating@1")
CLOSED_ONE = submission_events.SubmissionClosed("one", "done")


def outcome(state: OutcomeState, feedback: str | None = None, reason: str | None = None) -> KnownOutcome:
    return KnownOutcome(f"a {state} one", "gate", "Order", state, feedback, reason)


DRAFT = outcome("drafted")
UNDER_REVIEW = outcome("under_review")
RETURNED = outcome("returned")
IN_PROGRESS = outcome("in_progress")
DECLINED = outcome("not_adopted", reason="no money")
CONVERTED = outcome("converted", reason="a proposal")
CLOSED = outcome("closed", feedback="humps were built")
NOT_FED_BACK = outcome("closed")
CALLED_OFF = outcome("closed", feedback="no road any more")


def test_a_new_topic_is_drafted_from_society_and_proposed() -> None:
    wanted = submission_events.NewTopic("School gate", "too fast", "council", "620723101")
    linked = submission_events.SubmissionLinkedToTopic("one", "gate", "digest", "wang", wanted)
    assert reactions.on_submission_linked_to_topic(linked, None) == [
        asked.DraftTopic("gate", "School gate", "too fast", "620723101", "council", "society"),
        asked.ProposeTopic("gate"),
    ]


def test_a_link_to_an_existing_topic_drafts_nothing() -> None:
    linked = submission_events.SubmissionLinkedToTopic("one", "gate", "digest", "wang")
    assert reactions.on_submission_linked_to_topic(linked, None) == []


def test_followers_hear_what_their_target_hears() -> None:
    told = [AnswerSubmission("two", "done")]
    assert reactions.on_submission_answered(ANSWERED, ["two"]) == told
    assert reactions.on_submission_closed(CLOSED_ONE, ["two"]) == told
    dismissed = submission_events.SubmissionAppealDismissed("one", "done")
    assert reactions.on_submission_refused(dismissed, ["two"]) == told


def test_followers_of_a_withdrawn_target_are_on_their_own_again() -> None:
    withdrawn = submission_events.SubmissionWithdrawn("one")
    assert reactions.on_submission_gone(withdrawn, ["two"]) == [UnmergeSubmission("two", reactions.TARGET_GONE)]


def test_a_closed_topic_answers_with_its_summary_and_the_feedback() -> None:
    topic = EndedTopic(("one", "two"), "agreed on three points", (CLOSED, CONVERTED))
    text = "agreed on three points\nhumps were built"
    answers = reactions.on_topic_closed(topic_events.TopicClosed("gate"), topic)
    assert answers == [AnswerSubmission("one", text), AnswerSubmission("two", text)]


def test_nobody_is_answered_without_words() -> None:
    assert reactions.on_topic_closed(topic_events.TopicClosed("gate"), EndedTopic(("one",))) == [
        AnswerSubmission("one", reactions.CLOSED)
    ]


def test_a_converted_topic_answers_with_what_it_was_converted_for() -> None:
    answers = reactions.on_topic_closed_converted(
        topic_events.TopicClosedConverted("gate"), EndedTopic(("one",), "agreed", (CONVERTED,))
    )
    assert answers == [AnswerSubmission("one", "agreed\na proposal")]


def test_a_topic_that_fails_answers_with_the_reason() -> None:
    disapproved = topic_events.TopicDisapproved("gate", "not now")
    assert reactions.on_topic_ended_with_reason(disapproved, EndedTopic(("one",))) == [
        AnswerSubmission("one", "not now")
    ]


def test_a_topic_discontinued_after_approval_answers_and_before_it_gives_the_submission_back() -> None:
    after = topic_events.TopicDiscontinued("gate", "overtaken", approved=True)
    before = topic_events.TopicDiscontinued("gate", "overtaken", approved=False)
    assert reactions.on_topic_discontinued(after, EndedTopic(("one",))) == [AnswerSubmission("one", "overtaken")]
    assert reactions.on_topic_discontinued(before, EndedTopic(("one",))) == [UnlinkSubmission("one", "overtaken")]


def test_a_topic_that_is_ruled_out_or_referred_gives_the_submission_back() -> None:
    ruled_out = topic_events.TopicRuledOut("gate", (), "private")
    assert reactions.on_topic_turned_away(ruled_out, EndedTopic(("one",))) == [UnlinkSubmission("one", "private")]


@pytest.mark.parametrize(
    ("outcomes", "commands"),
    [
        ([], []),
        ([DRAFT, DECLINED], []),
        ([UNDER_REVIEW], [asked.SubmitOutcome("gate")]),
        ([UNDER_REVIEW, IN_PROGRESS], [asked.SubmitOutcome("gate"), asked.StartImplementation("gate")]),
        ([CLOSED], []),
    ],
)
def test_a_topic_concluded_again_takes_up_the_outcomes_it_has(
    outcomes: list[KnownOutcome], commands: list[object]
) -> None:
    concluded = topic_events.TopicConcluded("gate", "full", "agreed")
    assert outcome_reactions.on_topic_concluded(concluded, outcomes) == commands


@pytest.mark.parametrize(
    ("outcomes", "commands"),
    [
        ([DECLINED], [asked.CloseNotAdopted("gate", "no money")]),
        ([DECLINED, CONVERTED], [asked.CloseNotAdopted("gate", "no money")]),
        ([CONVERTED], [asked.CloseConverted("gate")]),
        ([CLOSED], [asked.CloseTopic("gate")]),
        ([CLOSED, DECLINED, CONVERTED, DRAFT], [asked.CloseTopic("gate")]),
        ([CLOSED, IN_PROGRESS], []),
        ([CLOSED, RETURNED], []),
        ([DECLINED, UNDER_REVIEW], []),
        ([NOT_FED_BACK], []),
        ([CALLED_OFF, DECLINED], [asked.CloseTopic("gate")]),
    ],
)
def test_the_topic_ends_with_the_last_of_its_outcomes(outcomes: list[KnownOutcome], commands: list[object]) -> None:
    assert outcome_reactions.on_outcome_ended(outcome_reactions.OutcomeClosed("any", "gate"), outcomes) == commands


def test_who_asked_is_told_why_an_outcome_was_closed_without_being_carried_out() -> None:
    ended = EndedTopic(("one",), "agreed", (CALLED_OFF, CLOSED))
    told = reactions.on_topic_closed(topic_events.TopicClosed("gate"), ended)
    assert told == [AnswerSubmission("one", f"agreed\nno road any more\n{CLOSED.feedback}")]


def test_outcomes_move_the_topic() -> None:
    submitted = outcome_reactions.OutcomeSubmitted("order", "gate")
    assert outcome_reactions.on_outcome_submitted(submitted, None) == [asked.SubmitOutcome("gate")]
    resubmitted = outcome_reactions.OutcomeResubmitted("order", "gate")
    both = [asked.SubmitOutcome("gate"), asked.TakeUpOutcome("gate")]
    assert outcome_reactions.on_outcome_resubmitted(resubmitted, None) == both
    approved = outcome_reactions.OutcomeApproved("order", "gate")
    assert outcome_reactions.on_outcome_approved(approved, None) == [asked.StartImplementation("gate")]


class Rows:
    """A reader over a few rows and copies."""

    now = NOON

    def __init__(self, rows: dict[str, object], copies: list[object]) -> None:
        self._rows, self._copies = rows, copies

    def one(self, into: type, collection: str, record_id: str) -> object:
        return self._rows.get(record_id)

    def shown(self, into: type, collection: str, **filters: str) -> list[object]:
        wanted = {"submissions": SeenSubmission, "topics": SeenTopic}[collection]
        return [row for row in self._rows.values() if isinstance(row, wanted)]

    def copies(self, into: type, kind: str, parent: str) -> list[object]:
        return self._copies


def test_who_was_unmerged_follows_no_longer() -> None:
    seen = {
        "two": SeenSubmission("two", "merged", "one"),
        "three": SeenSubmission("three", "triaging"),
        "four": SeenSubmission("four", "merged", "other"),
    }
    once = [MergedSubmission(name, "one") for name in ("two", "three", "four", "gone")]
    assert followers(Rows(seen, once), ANSWERED) == ("two",)  # type: ignore[arg-type]


def test_only_submissions_still_linked_are_told() -> None:
    seen = {
        "one": SeenSubmission("one", "linked_topic", topic="gate"),
        "two": SeenSubmission("two", "answered", topic="gate"),
        "gate": SeenTopic("gate", "closed", "School gate", "agreed"),
    }
    ended = ended_topic(Rows(seen, [CLOSED]), topic_events.TopicClosed("gate"))  # type: ignore[arg-type]
    assert ended == EndedTopic(("one",), "agreed", (CLOSED,))
