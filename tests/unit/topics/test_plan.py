"""The rules of the plan."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.topics import rules
from services.topics.plan import commands as asked
from services.topics.plan import events as happened
from services.topics.plan.domain import Facts, TopicStanding, last_day_of, months_of
from services.topics.plan.events import Actual
from services.topics.plan.lifecycle import PLAN
from services.topics.plan.projections import row
from services.topics.plan.schemas import AddTopicLate, Draft, PutTopic
from services.topics.plan.state import PlannedTopic, due
from services.topics.topic.state import State as TopicState

NOTHING = Facts()
YEAR_OVER = datetime(2027, 1, 30, 16, tzinfo=UTC)
IN_MARCH = datetime(2026, 3, 9, 1, tzinfo=UTC)

DRAFTED = happened.PlanDrafted("plan", "二〇二六年协商计划", "620723", "office", "2026")
GATE_PUT = happened.PlanTopicPut("plan", "gate", "2026-03", "校门口")
LIGHTS_PUT = happened.PlanTopicPut("plan", "lights", "2026-02", "路灯")
SUBMITTED = happened.PlanSubmitted("plan")
APPROVED = happened.PlanApproved("plan", "临党发〔2026〕2号", YEAR_OVER)
RETURNED = happened.PlanReturned("plan", "三月太满")
CLOSED = happened.PlanClosed("plan", (), "完成")

IN_DRAFTED = given(PLAN, DRAFTED)
WITH_THE_GATE = given(PLAN, DRAFTED, GATE_PUT)
IN_REVIEW = given(PLAN, *WITH_THE_GATE.past, SUBMITTED)
IN_APPROVED = given(PLAN, *IN_REVIEW.past, APPROVED)
IN_RETURNED = given(PLAN, *IN_REVIEW.past, RETURNED)
IN_CLOSED = given(PLAN, *IN_APPROVED.past, CLOSED)

PUT = asked.PutTopic("plan", "gate", "2026-03")
ADD_LATE = asked.AddTopicLate("plan", "lights", "2026-09", "临党发〔2026〕15号", "汛期新增")


def of(topic: str = "gate", state: str = "approved", division: str = "620723101") -> Facts:
    return Facts(topic=TopicStanding(topic, state, division, "校门口" if topic == "gate" else "路灯"))


def test_a_plan_is_drafted_in_a_division_that_exists() -> None:
    draft = asked.DraftPlan("plan", "二〇二六年协商计划", "620723", "office", "2026")
    given(PLAN).when(draft, NOTHING).then(DRAFTED)
    given(PLAN).when(draft, Facts(division_exists=False)).refused(rules.DivisionMustExist)


def test_a_topic_is_put_in_with_its_month_and_the_title_that_it_has_then() -> None:
    for scenario in (IN_DRAFTED, given(PLAN, DRAFTED, LIGHTS_PUT, SUBMITTED, RETURNED)):
        scenario.when(PUT, of()).then(GATE_PUT)
    IN_DRAFTED.when(PUT, of()).then_state("drafted")


@pytest.mark.parametrize("state", TopicState)
def test_only_a_topic_that_is_approved_and_has_not_ended_is_taken_in(state: TopicState) -> None:
    approved = ["approved", "noticed", "preparing", "consulting", "concluded", "outcome_review", "implementing"]
    put = IN_DRAFTED.when(PUT, of(state=state))
    late = IN_APPROVED.when(ADD_LATE, of("lights", state))
    if state in approved:
        put.then_state("drafted")
        late.then_state("approved")
    else:
        put.refused(rules.TopicMustBeApproved)
        late.refused(rules.TopicMustBeApproved)


@pytest.mark.parametrize("facts", [Facts(), of(division="620722101"), of(division="6207")])
def test_a_topic_is_there_and_stands_in_the_plans_division_or_below_it(facts: Facts) -> None:
    broken = rules.TopicMustLieInThePlansDivision if facts.topic else rules.TopicMustExist
    IN_DRAFTED.when(PUT, facts).refused(broken)
    IN_APPROVED.when(ADD_LATE, facts).refused(broken)
    assert broken.names == "topic"
    IN_DRAFTED.when(PUT, of(division="620723")).then(GATE_PUT)


def test_a_topic_stands_in_a_plan_once() -> None:
    WITH_THE_GATE.when(PUT, of()).refused(rules.TopicStandsInAPlanOnce)
    IN_APPROVED.when(asked.AddTopicLate("plan", "gate", "2026-09", "15号", "r"), of()).refused(
        rules.TopicStandsInAPlanOnce
    )
    dropped = given(PLAN, *WITH_THE_GATE.past, happened.PlanTopicDropped("plan", "gate", "r"))
    dropped.when(PUT, of()).then(GATE_PUT)


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2026", [f"2026-{month:02}" for month in range(1, 13)]),
        ("2026-H1", ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]),
        ("2026-H2", ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]),
        ("2026-Q1", ["2026-01", "2026-02", "2026-03"]),
        ("2026-Q2", ["2026-04", "2026-05", "2026-06"]),
        ("2026-Q3", ["2026-07", "2026-08", "2026-09"]),
        ("2026-Q4", ["2026-10", "2026-11", "2026-12"]),
    ],
)
def test_the_month_lies_in_the_plans_period(period: str, months: list[str]) -> None:
    assert list(months_of(period)) == months
    plan = given(PLAN, happened.PlanDrafted("plan", "t", "620723", "office", period))
    for month in ("2025-12", *(f"2026-{number:02}" for number in range(1, 13)), "2027-01"):
        put = plan.when(asked.PutTopic("plan", "gate", month), of())
        if month in months:
            put.then_state("drafted")
        else:
            put.refused(rules.MonthMustLieInThePeriod)
    IN_APPROVED.when(asked.AddTopicLate("plan", "lights", "2027-01", "15号", "r"), of("lights")).refused(
        rules.MonthMustLieInThePeriod
    )


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2026", date(2026, 12, 31)),
        ("2026-H1", date(2026, 6, 30)),
        ("2026-Q1", date(2026, 3, 31)),
        ("2199", date(2199, 12, 31)),
    ],
)
def test_a_period_ends_with_its_last_month(period: str, last: date) -> None:
    assert last_day_of(period) == last


@pytest.mark.parametrize(
    "period",
    ["2026年", "26", "1899", "2200", "2026-Q5", "2026-Q0", "2026-H3", "2026Q1", "2026-03", "2026\n", "２０２６", "𠮷"],
)
def test_another_period_is_refused_with_the_ones_that_are_accepted(period: str) -> None:
    body = {"title": "t", "division": "620723", "organisation": "019a0000-0000-7000-8000-000000000004"}
    assert Draft().load({**body, "period": "2026-Q1"})["period"] == "2026-Q1"
    with pytest.raises(ValidationError) as refusal:
        Draft().load({**body, "period": period})
    (said,) = refusal.value.messages_dict["period"]
    assert all(form in said for form in ("2026", "2026-H1", "2026-Q1"))


@pytest.mark.parametrize(
    "month", ["2026-00", "2026-13", "2026-3", "2026", "2026-03-01", "三月", "2026-03\n", "1899-12", ""]
)
def test_a_month_is_a_real_one(month: str) -> None:
    topic = {"topic": "019a0000-0000-7000-8000-000000000011"}
    late = {"document_number": "15号", "reason": "r"}
    for schema, body in ((PutTopic(), topic), (AddTopicLate(), {**topic, **late})):
        assert schema.load({**body, "month": "2026-03"})["month"] == "2026-03"
        with pytest.raises(ValidationError) as refusal:
            schema.load({**body, "month": month})
        assert set(refusal.value.messages_dict) == {"month"}


def test_only_what_is_in_it_is_dropped() -> None:
    drop = asked.DropTopic("plan", "gate", "另行安排")
    WITH_THE_GATE.when(drop, NOTHING).then(happened.PlanTopicDropped("plan", "gate", "另行安排"))
    IN_RETURNED.when(drop, NOTHING).then_state("returned")
    IN_DRAFTED.when(drop, NOTHING).refused(rules.TopicMustStandInThePlan)
    both = given(PLAN, *WITH_THE_GATE.past, LIGHTS_PUT, happened.PlanTopicDropped("plan", "gate", "r"))
    assert [one.topic for one in both.state.topics] == ["lights"]


def test_a_plan_is_submitted_with_a_topic_at_least() -> None:
    submit = asked.SubmitPlan("plan")
    IN_DRAFTED.when(submit, NOTHING).refused(rules.PlanNeedsATopic)
    WITH_THE_GATE.when(submit, NOTHING).then(SUBMITTED)
    IN_RETURNED.when(submit, NOTHING).then_state("under_review")


def test_an_approval_carries_its_document_number_and_says_when_the_plan_closes() -> None:
    approve = asked.ApprovePlan("plan", "临党发〔2026〕2号")
    IN_REVIEW.when(approve, Facts(closes_at=YEAR_OVER)).then(APPROVED)
    assert due(IN_APPROVED.state) == [(YEAR_OVER, asked.ClosePlan("plan"))]
    assert [due(one.state) for one in (IN_DRAFTED, IN_REVIEW, IN_RETURNED, IN_CLOSED)] == [[], [], [], []]


def test_what_is_returned_says_why() -> None:
    IN_REVIEW.when(asked.ReturnPlan("plan", "三月太满"), NOTHING).then(RETURNED)
    assert IN_RETURNED.state.reason == "三月太满"


def test_a_topic_that_is_added_late_is_marked_with_its_own_approval() -> None:
    added = happened.PlanTopicAddedLate("plan", "lights", "2026-09", "临党发〔2026〕15号", "汛期新增", "路灯")
    IN_APPROVED.when(ADD_LATE, of("lights")).then(added)
    shown: Any = row(given(PLAN, *IN_APPROVED.past, added).state, "plan").shown
    assert shown.topics == (
        PlannedTopic("gate", "2026-03", "校门口"),
        PlannedTopic("lights", "2026-09", "路灯", late=True, document_number="临党发〔2026〕15号", reason="汛期新增"),
    )
    assert shown.document_number == "临党发〔2026〕2号"


def test_it_closes_with_plan_against_actual_and_keeps_it() -> None:
    actual = (Actual("gate", "2026-03", "implementing", IN_MARCH), Actual("lights", "2026-02", "discontinued"))
    close = asked.ClosePlan("plan", "两题，一题已协商")
    IN_APPROVED.when(close, Facts(actual=actual)).then(happened.PlanClosed("plan", actual, "两题，一题已协商"))
    closed = given(PLAN, *IN_APPROVED.past, happened.PlanClosed("plan", actual))
    shown: Any = row(closed.state, "plan").shown
    assert (shown.summary, [one.topic for one in shown.actual]) == (None, ["lights", "gate"])


@pytest.mark.parametrize(
    ("scenario", "commands"),
    [
        (IN_DRAFTED, {"put_topic", "drop_topic", "submit"}),
        (IN_RETURNED, {"put_topic", "drop_topic", "submit"}),
        (IN_REVIEW, {"approve", "return_for_revision"}),
        (IN_APPROVED, {"add_topic_late", "close"}),
        (IN_CLOSED, set()),
    ],
)
def test_from_each_state_only_what_is_published(scenario: Any, commands: set[str]) -> None:
    """Besides what follows when its organisation has ended, which is possible until it is closed."""
    possible = {each.command for each in PLAN.table if scenario.state.state in each.from_states}
    succession = {"take_over", "note_left_alone", "hand_over"}
    assert possible - succession == commands
    assert possible & succession == (succession if commands else set())


def test_a_plan_names_its_topics_and_belongs_to_its_organisation() -> None:
    read = row(given(PLAN, DRAFTED, GATE_PUT, LIGHTS_PUT).state, "plan")
    assert (read.organisation, read.named, read.audience) == ("office", ("gate", "lights"), "place")
    shown: Any = read.shown
    assert [one.month for one in shown.topics] == ["2026-02", "2026-03"]
