"""The rules of the proposal."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from infra.kernel.testing import given
from services.topics import document_rules, rules
from services.topics.proposal import commands as asked
from services.topics.proposal import events as happened
from services.topics.proposal.domain import Facts
from services.topics.proposal.events import CoSigner
from services.topics.proposal.handling import Deadline, Times
from services.topics.proposal.lifecycle import PROPOSAL
from services.topics.proposal.projections import ProposalShown, row
from services.topics.proposal.state import SeenProposal, State

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
REPLIED = happened.ProposalReplied("p", "A", "已错峰")

IN_DRAFTED = given(PROPOSAL, DRAFTED)
IN_SUBMITTED = given(PROPOSAL, DRAFTED, SUBMITTED)
IN_FILED = given(PROPOSAL, *IN_SUBMITTED.past, FILED)
IN_ASSIGNED = given(PROPOSAL, *IN_FILED.past, ASSIGNED)
IN_REPLIED = given(PROPOSAL, *IN_ASSIGNED.past, REPLIED)
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
        if state in ("filed", "assigned", "signed", "return_requested", "extension_requested", "paused"):
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


def test_the_lead_replies_in_a_class_and_may_have_to_again() -> None:
    IN_ASSIGNED.when(asked.ReplyToProposal("p", "A", "已错峰")).then(REPLIED)
    for scenario in (IN_REPLIED, IN_RATED):
        scenario.when(asked.SendBackReply("p", "不满意")).then_state("assigned")
    again = given(PROPOSAL, *IN_RATED.past, happened.ProposalReplySentBack("p", "不满意"))
    shown = row(again.state, "p").shown
    assert isinstance(shown, ProposalShown)
    assert (shown.rating, shown.class_, shown.reason) == (None, "A", "不满意")


def test_those_who_signed_it_rate_the_reply_and_no_other_member() -> None:
    for person in ("ana", "ben", None):
        rate = asked.RateProposal("p", "satisfied", None, person)
        IN_REPLIED.when(rate).then(happened.ProposalRated("p", "satisfied", None))
    IN_REPLIED.when(asked.RateProposal("p", "satisfied", None, "chen")).refused(document_rules.OnlyWhoSignedRates)
    nobodys = happened.ProposalDrafted("p", "t", "x", "620723", "office", None, (), None, None, "brief")
    replied = given(PROPOSAL, nobodys, SUBMITTED, FILED, ASSIGNED, REPLIED)
    replied.when(asked.RateProposal("p", "dissatisfied", "慢", "chen")).then_state("rated")


def test_it_is_closed_once_it_was_replied_to() -> None:
    for scenario in (IN_REPLIED, IN_RATED):
        scenario.when(asked.CloseProposal("p")).then_state("closed")


def test_those_who_signed_and_those_who_handle_it_read_it() -> None:
    assert row(IN_ASSIGNED.state, "p").named == ("police", "roads", "ana", "ben")
