"""The rules of the proposal."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from infra.kernel.testing import given
from services.topics import document_rules, rules
from services.topics.proposal import commands as asked
from services.topics.proposal import events as happened
from services.topics.proposal import schemas
from services.topics.proposal.domain import Facts
from services.topics.proposal.events import CoSigner
from services.topics.proposal.handling import Deadline, Times
from services.topics.proposal.lifecycle import PROPOSAL
from services.topics.proposal.projections import ProposalShown, row
from services.topics.proposal.state import TAKES_OTHERS_IN, SeenProposal, State

TODAY = date(2026, 3, 19)
NOW = Facts()
DUE = date(2026, 9, 30)
BEN = CoSigner("bens-membership", "ben")

DRAFTED = happened.ProposalDrafted("p", "错峰放学", "建议", "620723", "office", "ana", (BEN,), None, None, None)
SUBMITTED = happened.ProposalSubmitted("p")
FILED = happened.ProposalFiled("p", "第15号")
NOON = datetime(2026, 3, 19, 4, tzinfo=UTC)
RETURN_UNTIL = datetime(2026, 3, 26, 16, tzinfo=UTC)
TIMES = Times(NOON, TODAY, returning=Deadline(date(2026, 3, 26), RETURN_UNTIL, "task_return@1"))
ASSIGNED = happened.ProposalAssigned("p", "police", ("roads",), DUE, NOON, RETURN_UNTIL, "task_return@1", False)
WRITTEN = happened.ProposalReplySubmitted("p", "A", "已错峰", None, None)
REPLIED = happened.ProposalReplied("p", "A", "已错峰", None)
NEXT_JUNE = date(2027, 6, 30)
PROMISED = happened.ProposalReplied("p", "B", "列入明年计划", NEXT_JUNE)
TRACKED = happened.ProposalTracked("p", NEXT_JUNE, NOON, "satisfied", None, None)

IN_DRAFTED = given(PROPOSAL, DRAFTED)
IN_SUBMITTED = given(PROPOSAL, DRAFTED, SUBMITTED)
IN_FILED = given(PROPOSAL, *IN_SUBMITTED.past, FILED)
IN_ASSIGNED = given(PROPOSAL, *IN_FILED.past, ASSIGNED)
IN_REVIEW = given(PROPOSAL, *IN_ASSIGNED.past, WRITTEN)
IN_REPLIED = given(PROPOSAL, *IN_REVIEW.past, REPLIED)
IN_RATED = given(PROPOSAL, *IN_REPLIED.past, happened.ProposalRated("p", "satisfied", None))


def draft(**said: Any) -> asked.DraftProposal:
    who = {"actor_person": "ana", "actor_role": "MEM"}
    return asked.DraftProposal("p", "错峰放学", "建议", "620723", "office", **{**who, **said})


def test_a_member_proposes_with_co_signers_who_are_members() -> None:
    known = Facts(co_signers=(BEN,))
    given(PROPOSAL).when(draft(co_signers=("bens-membership", "bens-membership")), known).then(DRAFTED)
    given(PROPOSAL).when(draft(co_signers=("another",)), known).refused(document_rules.CoSignersMustBeMembers)
    himself = Facts(co_signers=(CoSigner("anas-membership", "ana"),))
    given(PROPOSAL).when(draft(co_signers=("anas-membership",)), himself).refused(document_rules.ProposerIsNoCoSigner)


def test_what_an_office_drafts_is_nobodys_own() -> None:
    by_the_office = happened.ProposalDrafted("p", "错峰放学", "建议", "620723", "office", None, (), None, None, None)
    given(PROPOSAL).when(draft(actor_role="OFF"), NOW).then(by_the_office)


@pytest.mark.parametrize(
    ("said", "known", "rule", "named"),
    [
        ({}, Facts(division_exists=False), rules.DivisionMustExist, "division"),
        ({"topic": "topic"}, NOW, rules.TopicMustExist, "topic"),
        ({"outcome": "outcome"}, NOW, document_rules.OutcomeMustExist, "outcome"),
        (
            {"topic": "another", "outcome": "outcome"},
            Facts(topic="topic", outcome="outcome"),
            document_rules.OutcomeMustBeOfTheTopic,
            "topic",
        ),
    ],
)
def test_what_it_came_of_must_be_there(said: Any, known: Facts, rule: type[rules.TopicsRuleBroken], named: str) -> None:
    given(PROPOSAL).when(draft(**said), known).refused(rule)
    assert rule.names == named


def test_it_is_revised_submitted_or_withdrawn() -> None:
    revise = asked.ReviseProposal("p", title="错峰放学的提案")
    IN_DRAFTED.when(revise).then(happened.ProposalRevised("p", "错峰放学的提案", "建议"))
    IN_DRAFTED.when(asked.ReviseProposal("p", title="错峰放学")).refused(rules.NothingIsChanged)
    IN_DRAFTED.when(asked.SubmitProposal("p")).then_state("submitted")
    for scenario in (IN_DRAFTED, IN_SUBMITTED):
        scenario.when(asked.WithdrawProposal("p", "已解决")).then_state("withdrawn")


def test_it_is_filed_under_a_number_or_not_with_a_reason() -> None:
    IN_SUBMITTED.when(asked.FileProposal("p", "第15号")).then(FILED)
    IN_SUBMITTED.when(asked.DeclineFiling("p", "不属提案")).then_state("not_filed")


@pytest.mark.parametrize("state", State)
def test_it_is_merged_into_one_of_its_division_that_awaits_its_reply_and_is_told(state: State) -> None:
    merge = asked.MergeProposal("p", "other", "内容相同")
    for scenario in (IN_SUBMITTED, IN_FILED):
        decided = scenario.when(merge, Facts(target=SeenProposal("other", state, "620723")))
        if state in TAKES_OTHERS_IN:
            decided.then(happened.ProposalMerged("p", "other", "内容相同"), happened.ProposalTakenIn("other", "p"))
        else:
            decided.refused(document_rules.MergeTargetMustAwaitItsReply)


def test_it_is_merged_into_no_other() -> None:
    merge = asked.MergeProposal("p", "other", "r")
    IN_FILED.when(merge, NOW).refused(document_rules.MergeTargetMustBeAnotherProposal)
    itself = Facts(target=SeenProposal("p", "filed", "620723"))
    IN_FILED.when(asked.MergeProposal("p", "p", "r"), itself).refused(document_rules.MergeTargetMustBeAnotherProposal)
    elsewhere = Facts(target=SeenProposal("other", "filed", "620722"))
    IN_FILED.when(merge, elsewhere).refused(document_rules.ProposalsOfOneDivisionAreMerged)
    assert given(PROPOSAL, *IN_FILED.past, happened.ProposalTakenIn("p", "x")).state.merged == ("x",)


def test_it_is_assigned_to_a_lead_by_a_day_to_come() -> None:
    IN_FILED.when(asked.AssignProposal("p", "police", DUE, ("roads",)), TIMES).then(ASSIGNED)
    IN_FILED.when(asked.AssignProposal("p", "police", TODAY), TIMES).refused(rules.NamedDayMustLieAhead)
    IN_FILED.when(asked.AssignProposal("p", "police", DUE, ("police",)), TIMES).refused(
        document_rules.LeadIsNoCoHandler
    )
    twice = asked.AssignProposal("p", "police", DUE, ("roads", "roads"))
    IN_FILED.when(twice, TIMES).refused(document_rules.CoHandlerIsNamedOnce)
    handling = row(IN_ASSIGNED.state, "p").handling
    assert handling is not None
    assert (handling.lead, handling.co_handlers, handling.due, handling.overdue) == ("police", ("roads",), DUE, False)
    assert row(IN_FILED.state, "p").handling is None


def test_the_lead_writes_a_reply_of_a_class_and_it_is_reviewed_before_it_is_given() -> None:
    IN_ASSIGNED.when(asked.ReplyToProposal("p", "A", "已错峰"), TIMES).then(WRITTEN)
    IN_REVIEW.when(asked.ReleaseReply("p")).then(REPLIED)
    for command in ("release_reply", "send_back_reply"):
        assert [one.by for one in PROPOSAL.rows[command]] == [("DISP", "OFF")]
    assert [one.from_states for one in PROPOSAL.rows["rate"]] == [("replied",)]


def test_a_reply_that_does_not_do_is_written_again_whether_it_was_given_or_not_yet() -> None:
    for scenario in (IN_REVIEW, IN_REPLIED, IN_RATED):
        scenario.when(asked.SendBackReply("p", "不具体")).then_state("assigned")
    said = shown(*IN_RATED.past, happened.ProposalReplySentBack("p", "不具体"))
    assert (said.rating, said.class_, said.reason) == (None, "A", "不具体")
    again = replace(WRITTEN, text="已错峰二十分钟", contact_record="已面商")
    said = shown(*IN_REVIEW.past, happened.ProposalReplySentBack("p", "不具体"), again)
    assert (said.reply, said.contact_record) == ("已错峰二十分钟", "已面商")


def test_class_b_and_no_other_promises_something_by_a_day_to_come() -> None:
    promise = asked.ReplyToProposal("p", "B", "列入明年计划", NEXT_JUNE, "已面商")
    written = happened.ProposalReplySubmitted("p", "B", "列入明年计划", NEXT_JUNE, "已面商")
    IN_ASSIGNED.when(promise, TIMES).then(written)
    IN_ASSIGNED.when(replace(promise, resolve_by=TODAY), TIMES).refused(rules.NamedDayMustLieAhead)
    assert shown(*IN_ASSIGNED.past, written).resolve_by == NEXT_JUNE
    told = {"text": "t", "resolve_by": "2027-06-30"}
    for body, missing in (
        ({"class": "B", "text": "t"}, {"resolve_by"}),
        ({"class": "A", **told}, {"resolve_by"}),
        ({"class": "C", **told}, {"resolve_by"}),
        ({"class": "B", **told}, set()),
        ({"class": "C", "text": "t"}, set()),
    ):
        assert set(schemas.Reply().validate(body)) == missing


def test_those_who_signed_it_rate_the_reply_and_no_other_member() -> None:
    for person in ("ana", "ben", None):
        rate = asked.RateProposal("p", "satisfied", None, person)
        IN_REPLIED.when(rate, TIMES).then(happened.ProposalRated("p", "satisfied", None))
    IN_REPLIED.when(asked.RateProposal("p", "satisfied", None, "chen"), TIMES).refused(
        document_rules.OnlyWhoSignedRates
    )
    nobodys = happened.ProposalDrafted("p", "t", "x", "620723", "office", None, (), None, None, "brief")
    replied = given(PROPOSAL, nobodys, SUBMITTED, FILED, ASSIGNED, WRITTEN, REPLIED)
    replied.when(asked.RateProposal("p", "satisfied", None, "chen"), TIMES).then_state("rated")


def test_what_is_found_wanting_is_handled_again_twice_and_then_the_office_decides() -> None:
    wanting = asked.RateProposal("p", "dissatisfied", "慢", "ana")
    first, second = (happened.ProposalReworkDemanded("p", times, "慢") for times in (1, 2))
    IN_REPLIED.when(wanting, TIMES).then(first)
    again = given(PROPOSAL, *IN_REPLIED.past, first)
    assert (again.state.state, shown(*again.past).rating, shown(*again.past).reworks) == ("rework", "dissatisfied", 1)
    again.when(asked.ReplyToProposal("p", "A", "已错峰"), TIMES).then(WRITTEN)
    twice = given(PROPOSAL, *again.past, WRITTEN, REPLIED)
    assert (shown(*twice.past).rating, shown(*twice.past).comment) == (None, None)  # of the reply before
    twice.when(wanting, TIMES).then(second)
    thrice = given(PROPOSAL, *twice.past, second, WRITTEN, REPLIED)
    thrice.when(wanting, TIMES).then(happened.ProposalRated("p", "dissatisfied", "慢"))
    assert set(schemas.Rate().validate({"rating": "dissatisfied"})) == {"comment"}
    assert not schemas.Rate().validate({"rating": "dissatisfied", "comment": "慢"})


def test_a_promise_that_was_not_found_wanting_is_tracked_until_its_day() -> None:
    promised = given(PROPOSAL, *IN_ASSIGNED.past, PROMISED)
    promised.when(asked.RateProposal("p", "satisfied", None, "ana"), TIMES).then(TRACKED)
    promised.when(asked.RateProposal("p", "dissatisfied", "慢", "ana"), TIMES).then_state("rework")
    tracked = given(PROPOSAL, *promised.past, TRACKED)
    said = shown(*tracked.past)
    assert (tracked.state.state, said.due, said.original_due, said.rating) == ("tracking", NEXT_JUNE, DUE, "satisfied")
    tracked.when(asked.ReportProposalProgress("p", "已招标")).then(happened.ProposalProgressReported("p", "已招标"))
    done = happened.ProposalResolved("p", "已建成")
    tracked.when(asked.ResolveProposal("p", "已建成")).then(done)
    reported = given(PROPOSAL, *tracked.past, happened.ProposalProgressReported("p", "已招标"), done)
    said = shown(*reported.past)
    assert (reported.state.state, said.progress, said.resolution) == ("resolved", ("已招标",), "已建成")


def test_a_promise_is_closed_only_once_it_is_done() -> None:
    for scenario in (IN_REPLIED, IN_RATED):
        scenario.when(asked.CloseProposal("p")).then_state("closed")
    promised = given(PROPOSAL, *IN_ASSIGNED.past, PROMISED)
    promised.when(asked.CloseProposal("p")).refused(document_rules.APromiseIsTrackedBeforeItIsClosed)
    done = given(PROPOSAL, *promised.past, TRACKED, happened.ProposalResolved("p", "已建成"))
    done.when(asked.CloseProposal("p")).then_state("closed")


def test_the_office_tracks_what_nobody_has_rated_and_again_what_was_not_done_well() -> None:
    track = asked.TrackProposal("p", "无人评价")
    by_the_office = replace(TRACKED, rating=None, reason="无人评价")
    given(PROPOSAL, *IN_ASSIGNED.past, PROMISED).when(track, TIMES).then(by_the_office)
    IN_REPLIED.when(track, TIMES).refused(document_rules.OnlyAPromiseIsTracked)
    of_before = given(PROPOSAL, *IN_ASSIGNED.past, replace(PROMISED, resolve_by=None))
    of_before.when(track, TIMES).refused(document_rules.SayUntilWhenItIsTracked)
    of_before.when(replace(track, due=NEXT_JUNE), TIMES).then(by_the_office)
    of_before.when(replace(track, due=TODAY), TIMES).refused(rules.NamedDayMustLieAhead)
    of_before.when(asked.RateProposal("p", "satisfied", None, "ana"), TIMES).then_state("rated")
    later = replace(by_the_office, due=date(2027, 12, 31))
    done = given(PROPOSAL, *of_before.past, later, happened.ProposalResolved("p", "已建成"))
    done.when(track, TIMES).then(later)
    assert shown(*done.past, later).resolution is None


def shown(*past: Any) -> ProposalShown:
    said = row(given(PROPOSAL, *past).state, "p").shown
    assert isinstance(said, ProposalShown)
    return said


def test_those_who_signed_and_those_who_handle_it_read_it() -> None:
    assert row(IN_ASSIGNED.state, "p").named == ("police", "roads", "ana", "ben")
