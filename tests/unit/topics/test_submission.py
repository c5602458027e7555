"""The rules of the submission."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest

from infra.kernel.contract.lifecycle import Lookups, Secret
from infra.kernel.testing import Scenario, given
from services.topics import rules
from services.topics.brief.events import BriefDrafted
from services.topics.outcome_copies import KnownOutcome, KnownTask
from services.topics.screening_list.default_list import DEFAULT_ITEMS
from services.topics.screening_list.state import ScreeningList, SeenScreeningList
from services.topics.screening_list.state import State as ListState
from services.topics.submission import commands as asked
from services.topics.submission import events as happened
from services.topics.submission.circumstances import place, place_of_new, subject
from services.topics.submission.domain import Facts, Limit
from services.topics.submission.lifecycle import SUBMISSION, linked_topic, list_cited, tracking_code
from services.topics.submission.projections import (
    Deadline,
    Rejection,
    StepTaken,
    SubmissionShown,
    TrackedSubmission,
    deadline,
    rejection,
    row,
    steps,
    tracked,
)
from services.topics.submission.state import SeenSubmission, State, due
from services.topics.topic.seen import SeenTopic
from services.topics.topic.state import State as TopicState

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LATER = NOON + timedelta(days=15)
NOW = Facts(NOON)
NO_LOOKUPS = cast("Lookups", None)  # a place that needs none
RATING = Facts(NOON, limit=Limit(LATER, "rating@1"))
APPEAL = Facts(NOON, limit=Limit(LATER, "appeal@1"), screening_list=SeenScreeningList("national", "", 1, DEFAULT_ITEMS))
CODE = "7K3M-0000-0000-0001"
TRACKING = hashlib.sha256(CODE.encode()).hexdigest()

SUBMIT = asked.Submit("gate", "too fast", "620723101", "qr", actor_person=None, actor_role="PUB", code=CODE)
RECEIVED = happened.SubmissionReceived("gate", "too fast", "620723101", "qr", "gate", TRACKING, NOON)
ACKNOWLEDGED = happened.SubmissionAcknowledged("gate")
ACCEPTED = happened.SubmissionAccepted("gate")
REJECTED = happened.SubmissionRejected("gate", "exclude-3", "in court", "national", 1, LATER, "appeal@1")
LINKED = happened.SubmissionLinkedToTopic("gate", "school-gate", TRACKING, "gate")
ANSWERED = happened.SubmissionAnswered("gate", "humps were built", LATER, "rating@1")
RATED = happened.SubmissionRated("gate", "satisfied", NOON)

TRIAGING = given(SUBMISSION, RECEIVED, ACKNOWLEDGED)
IN_ACCEPTED = given(SUBMISSION, RECEIVED, ACKNOWLEDGED, ACCEPTED)
IN_REJECTED = given(SUBMISSION, RECEIVED, ACKNOWLEDGED, REJECTED)
IN_LINKED = given(SUBMISSION, RECEIVED, ACKNOWLEDGED, ACCEPTED, LINKED)
IN_ANSWERED = given(SUBMISSION, *IN_LINKED.past, ANSWERED)


def test_a_resident_without_account_is_known_by_the_submission_alone() -> None:
    given(SUBMISSION).when(SUBMIT, NOW).then(RECEIVED)


def test_a_submission_names_an_existing_division() -> None:
    given(SUBMISSION).when(SUBMIT, Facts(NOON, division_exists=False)).refused(rules.DivisionMustExist)


@pytest.mark.parametrize(
    ("role", "anonymous", "submitter"),
    [
        ("MEM", False, "ana"),
        ("PUB", False, "ana"),
        ("MEM", True, "gate"),
        ("STN", False, "gate"),
        ("LIA", False, "gate"),
    ],
)
def test_only_who_speaks_for_himself_under_his_name_is_the_submitter(
    role: str, anonymous: bool, submitter: str
) -> None:
    command = asked.Submit(
        "gate", "too fast", "620723101", "web", actor_person="ana", actor_role=role, code=CODE, anonymous=anonymous
    )
    assert subject(None, command) == submitter


def test_the_name_of_who_stays_anonymous_is_not_recorded() -> None:
    named = replace(SUBMIT, name="王安", contact="139")
    given(SUBMISSION).when(named, NOW).then(replace(RECEIVED, name="王安", contact="139"))
    unnamed = replace(named, anonymous=True)
    given(SUBMISSION).when(unnamed, NOW).then(replace(RECEIVED, contact="139", anonymous=True))


def test_anyone_may_submit_and_the_tracking_code_opens_it() -> None:
    assert place_of_new(NO_LOOKUPS, None, SUBMIT).open_to_anyone
    assert place(TRIAGING.state, "gate").tracking == (TRACKING,)
    assert not place(TRIAGING.state, "gate").open_to_anyone
    assert tracking_code([RECEIVED], SUBMIT) == {"tracking_code": Secret(CODE)}


def test_what_is_received_is_acknowledged_at_once() -> None:
    assert due(given(SUBMISSION, RECEIVED).state) == [(NOON, asked.AcknowledgeSubmission("gate"))]
    given(SUBMISSION, RECEIVED).when(asked.AcknowledgeSubmission("gate"), NOW).then(ACKNOWLEDGED)
    assert due(TRIAGING.state) == []


def test_without_an_answer_in_the_policys_days_it_lapses_and_closes_30_days_later() -> None:
    ask = asked.AskForInfo("gate", "which gate?", "unclear")
    requested = happened.SubmissionInfoRequested("gate", "which gate?", "unclear", LATER, "needs_info@1")
    TRIAGING.when(ask, Facts(NOON, limit=Limit(LATER, "needs_info@1"))).then(requested)
    waiting = given(SUBMISSION, *TRIAGING.past, requested)
    assert due(waiting.state) == [(LATER, asked.LapseSubmission("gate"))]
    closes = LATER + timedelta(days=30)
    lapse = asked.LapseSubmission("gate")
    waiting.when(lapse, Facts(NOON, limit=Limit(closes, "lapsed"))).refused(rules.TheTimeMustHaveCome)
    lapsed = happened.SubmissionLapsed("gate", closes)
    waiting.when(lapse, Facts(LATER, limit=Limit(closes, "lapsed"))).then(lapsed)
    assert due(given(SUBMISSION, *waiting.past, lapsed).state) == [(closes, asked.CloseSubmission("gate"))]


def test_the_submitter_may_still_answer_after_the_lapse() -> None:
    lapsed = given(SUBMISSION, *TRIAGING.past, happened.SubmissionLapsed("gate", LATER))
    lapsed.when(asked.SupplyInfo("gate", "the east gate", "PUB"), NOW).then_state("triaging")


def test_ruling_13_a_rejection_cites_the_list_and_the_days_for_an_appeal() -> None:
    TRIAGING.when(asked.RejectSubmission("gate", "exclude-3", "in court"), APPEAL).then(REJECTED)
    shown = row(IN_REJECTED.state, "gate").shown
    assert isinstance(shown, SubmissionShown)
    assert (shown.screening_list, shown.screening_list_version) == ("national", 1)
    cited = list_cited([REJECTED], asked.RejectSubmission("gate", "exclude-3", "in court"))
    assert cited == {"screening_list": "national", "screening_list_version": 1}


def test_ruling_13_a_submission_is_turned_down_by_a_reject_or_exclude_code_of_the_list_in_force() -> None:
    TRIAGING.when(asked.RejectSubmission("gate", "reject-2", "a quarrel"), APPEAL).then(
        replace(REJECTED, code="reject-2", reason="a quarrel")
    )
    for code in ("consult-1", "reject-2 ", "elsewhere"):
        TRIAGING.when(asked.RejectSubmission("gate", code, "no"), APPEAL).refused(rules.RejectionNeedsACodeOfTheList)
    nowhere = Facts(NOON, limit=APPEAL.limit)
    TRIAGING.when(asked.RejectSubmission("gate", "reject-2", "no"), nowhere).refused(rules.ScreeningListMustExist)


def test_an_appeal_comes_within_the_policys_days() -> None:
    appeal = asked.AppealRejection("gate", "it is not", "PUB")
    IN_REJECTED.when(appeal, NOW).then(happened.SubmissionAppealed("gate", "it is not", None))
    IN_REJECTED.when(appeal, Facts(LATER)).refused(rules.AppealMustComeWithinItsDays)


def test_ruling_2_what_came_on_paper_is_judged_by_the_day_on_which_the_office_received_it() -> None:
    last_day = LATER.date()
    entered = Facts(LATER + timedelta(days=5), possible_since=NOON.date(), entered_on=last_day + timedelta(days=5))
    closed = given(SUBMISSION, *IN_REJECTED.past, happened.SubmissionClosed("gate", "in court"))
    for where in (IN_REJECTED, closed):
        for role in ("LIA", "OFF"):
            appeal = asked.AppealRejection("gate", "it is not", role, received_at=last_day)
            where.when(appeal, entered).then(happened.SubmissionAppealed("gate", "it is not", last_day))
            for late in (last_day + timedelta(days=1), None):
                where.when(replace(appeal, received_at=late), entered).refused(rules.AppealMustComeWithinItsDays)
            for never in (NOON.date() - timedelta(days=1), last_day + timedelta(days=6)):
                where.when(replace(appeal, received_at=never), entered).refused(rules.ReceivedSinceItWasPossible)
    by_himself = asked.AppealRejection("gate", "it is not", "PUB", received_at=last_day)
    IN_REJECTED.when(by_himself, entered).refused(rules.TheOfficeThatReceivedItSaysWhen)


def test_only_a_rejection_is_appealed_and_once() -> None:
    on_paper = asked.AppealRejection("gate", "no", "OFF", received_at=NOON.date())
    facts = Facts(NOON, possible_since=NOON.date(), entered_on=NOON.date())
    answered = given(SUBMISSION, *IN_ANSWERED.past, happened.SubmissionClosed("gate", "humps were built"))
    dismissed = (happened.SubmissionAppealed("gate", "no", None), happened.SubmissionAppealDismissed("gate", "it is"))
    for over in (answered, given(SUBMISSION, *IN_REJECTED.past, *dismissed)):
        over.when(on_paper, facts).refused(rules.OnlyARejectionIsAppealed)


def test_ruling_2_what_is_supplied_on_paper_says_when_it_came() -> None:
    asked_for = happened.SubmissionInfoRequested("gate", "where?", "unclear", LATER, "needs_info@1")
    waiting = given(SUBMISSION, *TRIAGING.past, asked_for)
    facts = Facts(LATER, possible_since=NOON.date(), entered_on=LATER.date())
    paper = asked.SupplyInfo("gate", "east", "OFF", received_at=NOON.date())
    waiting.when(paper, facts).then(happened.SubmissionInfoSupplied("gate", "east", NOON.date()))
    early = replace(paper, received_at=NOON.date() - timedelta(days=1))
    waiting.when(early, facts).refused(rules.ReceivedSinceItWasPossible)


def test_an_upheld_appeal_accepts_and_a_dismissed_one_closes() -> None:
    appealed = given(SUBMISSION, *IN_REJECTED.past, happened.SubmissionAppealed("gate", "it is not", None))
    appealed.when(asked.UpholdAppeal("gate"), NOW).then_state("accepted")
    appealed.when(asked.DismissAppeal("gate", "it is"), NOW).then_state("closed")


def test_a_rejected_submission_closes_after_the_appeal_days_with_the_reason_on_record() -> None:
    close = asked.CloseSubmission("gate")
    assert due(IN_REJECTED.state) == [(LATER, close)]
    IN_REJECTED.when(close, NOW).refused(rules.TheTimeMustHaveCome)
    IN_REJECTED.when(close, Facts(LATER)).then(happened.SubmissionClosed("gate", "in court"))


# As ruled; every other state still leads to an answer.
NO_LONGER_ANSWERED = {"lapsed", "rejected", "answered", "rated", "withdrawn", "closed", "merged"}


@pytest.mark.parametrize("state", State)
def test_ruling_14_a_merge_needs_a_submission_that_can_still_be_answered(state: State) -> None:
    merge = TRIAGING.when(asked.MergeSubmission("gate", "other", "the same"), target_in(state))
    if state in NO_LONGER_ANSWERED:
        merge.refused(rules.MergeTargetMustBeOpen)
    else:
        merge.then(happened.SubmissionMerged("gate", "other", "the same"))


def test_a_merge_needs_another_submission() -> None:
    merge = asked.MergeSubmission("gate", "other", "the same")
    TRIAGING.when(merge, NOW).refused(rules.MergeTargetMustBeAnotherSubmission)
    itself = asked.MergeSubmission("gate", "gate", "the same")
    TRIAGING.when(itself, target_in(State.TRIAGING)).refused(rules.MergeTargetMustBeAnotherSubmission)


def target_in(state: State) -> Facts:
    return Facts(NOON, target=SeenSubmission("other", state))


def test_an_unmerged_submission_is_on_its_own_again() -> None:
    merged = given(SUBMISSION, *TRIAGING.past, happened.SubmissionMerged("gate", "other", "the same"))
    assert merged.state.into == "other"
    merged.when(asked.UnmergeSubmission("gate", "withdrawn"), NOW).then_state("triaging")


LINK = asked.LinkToTopic("gate", "school-gate")
ENDS_OF_A_TOPIC = {"closed", "not_consultable", "disapproved", "referred", "merged", "discontinued"}


@pytest.mark.parametrize("state", TopicState)
def test_it_is_linked_to_a_topic_that_has_not_ended(state: TopicState) -> None:
    linked = IN_ACCEPTED.when(LINK, Facts(NOON, topic=SeenTopic("school-gate", state, "School gate")))
    if state in ENDS_OF_A_TOPIC:
        linked.refused(rules.TopicMustNotBeEnded)
    else:
        linked.then(LINKED)


def test_it_is_linked_to_a_topic_that_exists() -> None:
    IN_ACCEPTED.when(LINK, NOW).refused(rules.TopicMustExist)
    assert linked_topic([LINKED], LINK) == {"topic": "school-gate"}


def test_a_new_topic_has_the_division_of_its_organisation() -> None:
    link = asked.LinkToTopic("gate", "fresh", asked.TopicWanted("School gate", "too fast", "council"))
    wanted = happened.NewTopic("School gate", "too fast", "council", "620723101")
    IN_ACCEPTED.when(link, Facts(NOON, division_of_new_topic="620723101")).then(
        happened.SubmissionLinkedToTopic("gate", "fresh", TRACKING, "gate", wanted)
    )


def test_unlinking_accepts_it_again() -> None:
    unlink = asked.UnlinkSubmission("gate", "ruled out")
    IN_LINKED.when(unlink, NOW).then(happened.SubmissionUnlinked("gate", "school-gate", "ruled out"))
    IN_LINKED.when(unlink, NOW).then_state("accepted")


def test_a_brief_and_a_referral_are_answered_too() -> None:
    in_briefed = given(SUBMISSION, *IN_ACCEPTED.past, happened.SubmissionConvertedToBrief("gate", "Gates", "all", "b"))
    in_briefed.when(asked.AnswerSubmission("gate", "humps were built"), RATING).then(ANSWERED)
    IN_ACCEPTED.when(asked.ReferSubmission("gate", "12345", "not ours"), NOW).then_state("referred")
    IN_LINKED.when(asked.AnswerSubmission("gate", "humps were built"), RATING).then(ANSWERED)


def test_a_submission_that_is_converted_drafts_its_brief_as_the_offices_own() -> None:
    convert = asked.ConvertToBrief("gate", "Gates", "all of them", "brief", "office")
    IN_ACCEPTED.when(convert, NOW).then(
        happened.SubmissionConvertedToBrief("gate", "Gates", "all of them", "brief"),
        BriefDrafted("brief", "Gates", "all of them", "620723101", "office", "brief", ("gate",), None, None),
    )


def test_rated_closes_at_once_and_unrated_after_the_policys_days() -> None:
    close = asked.CloseSubmission("gate")
    assert due(IN_ANSWERED.state) == [(LATER, close)]
    IN_ANSWERED.when(asked.RateSubmission("gate", "satisfied"), NOW).then(RATED)
    rated = given(SUBMISSION, *IN_ANSWERED.past, RATED)
    assert due(rated.state) == [(NOON, close)]
    rated.when(close, NOW).then(happened.SubmissionClosed("gate", "humps were built"))


def test_a_reopened_submission_starts_over() -> None:
    closed = given(SUBMISSION, *IN_ANSWERED.past, RATED, happened.SubmissionClosed("gate", "humps were built"))
    closed.when(asked.ReopenSubmission("gate", "they are gone"), NOW).then_state("triaging")
    assert due(closed.state) == []


@pytest.mark.parametrize("scenario", [given(SUBMISSION, RECEIVED), TRIAGING, IN_ACCEPTED])
def test_the_submitter_may_withdraw_until_it_goes_somewhere(scenario: Scenario) -> None:
    scenario.when(asked.WithdrawSubmission("gate"), NOW).then(happened.SubmissionWithdrawn("gate"))


def test_what_he_says_later_is_under_the_submitters_key_too() -> None:
    assert subject(IN_ANSWERED.state, asked.RateSubmission("gate", "satisfied", "thanks")) == "gate"


def test_its_row_opens_by_the_code_and_names_a_submitter_with_an_account() -> None:
    assert (row(IN_LINKED.state, "gate").codes, row(IN_LINKED.state, "gate").named) == ((TRACKING,), ())
    by_ana = happened.SubmissionReceived("gate", "too fast", "620723101", "web", "ana", TRACKING, NOON)
    assert row(given(SUBMISSION, by_ana).state, "gate").named == ("ana",)


def test_the_tracking_page_shows_where_it_went() -> None:
    seen = tracked(
        TrackedSubmission("gate", "linked_topic", 4, "620723101", "too fast", "qr", topic="school-gate"),
        SeenTopic("school-gate", "implementing", "School gate"),
        [KnownOutcome("order", "school-gate", "Order", "fed_back", feedback="humps")],
        [KnownTask("humps", "school-gate", "Humps", "handling")],
        opens_tasks=True,
    )
    assert seen.linked_topic is not None
    assert (seen.linked_topic.state, seen.outcomes[0].feedback, seen.tasks[0].state) == (
        "implementing",
        "humps",
        "handling",
    )


@pytest.mark.parametrize("state", State)
def test_time_gives_no_command_from_a_state_in_which_nothing_waits(state: State) -> None:
    """One that waits for people is never closed by the clock."""
    for _at, command in due(replace(IN_ACCEPTED.state, state=state, waits_until=NOON)):
        assert any(row.takes is type(command) and state in row.from_states for row in SUBMISSION.table)


def test_a_reply_that_is_open_for_rating_is_rated_by_the_holder_of_its_own_code() -> None:
    submission = TrackedSubmission("gate", "linked_topic", 4, "620723101", "too fast", "qr", topic="school-gate")
    replied = [KnownTask("humps", "school-gate", "Humps", "rating_open")]
    noticed = SeenTopic("school-gate", "noticed", "School gate", notice_until=date(2026, 3, 9))
    own, follower = (tracked(submission, noticed, (), replied, opens) for opens in (True, False))
    assert (own.tasks[0].allowed_commands, follower.tasks[0].allowed_commands) == (("rate",), ())
    assert own.linked_topic is not None
    assert (own.linked_topic.notice_until, own.linked_topic.allowed_commands) == (
        date(2026, 3, 9),
        ("lodge_objection",),
    )


def test_ruling_18_told_is_the_word_that_holds_now() -> None:
    asked_for = happened.SubmissionInfoRequested("gate", "where?", "unclear", LATER, "needs_info@1")
    supplied = happened.SubmissionInfoSupplied("gate", "at the gate", None)
    asked_now = given(SUBMISSION, *TRIAGING.past, asked_for)
    assert asked_now.state.told == "where?"
    assert given(SUBMISSION, *asked_now.past, supplied).state.told is None
    appealed = (happened.SubmissionAppealed("gate", "no", None), happened.SubmissionAppealUpheld("gate"))
    assert given(SUBMISSION, *IN_REJECTED.past, *appealed).state.told is None
    reopened = given(SUBMISSION, *IN_ANSWERED.past, RATED, happened.SubmissionReopened("gate", "still")).state
    assert (reopened.told, reopened.answer) == (None, None)


def test_ruling_18_the_tracking_page_shows_dates_deadlines_and_the_list_that_turned_it_down() -> None:
    assert steps([("received", "1"), ("triaging", "2"), ("triaging", "3")]) == (
        StepTaken("received", "1"),
        StepTaken("triaging", "2"),
    )
    assert deadline(IN_REJECTED.state) == Deadline(LATER, "appeal")
    assert deadline(IN_ANSWERED.state) == Deadline(LATER, "rate")
    assert deadline(TRIAGING.state) is deadline(given(SUBMISSION, RECEIVED).state) is None
    then = ScreeningList("national", ListState.IN_FORCE, "", "清单", DEFAULT_ITEMS, edition=1)
    label = next(item.label for item in DEFAULT_ITEMS if item.code == "exclude-3")
    now = replace(then, items=(), title="新清单", edition=2)
    assert rejection(IN_REJECTED.state, [then, now]) == Rejection("exclude-3", label, "national", "清单", 1)
    assert rejection(IN_ANSWERED.state, [then]) is None
