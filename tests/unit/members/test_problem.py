"""The rules of problems: found on a visit, assigned with a date, solved or not, and overdue when the date has passed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from infra.kernel.testing import given
from services.members.contact_rules import (
    CoHandlerIsNamedOnce,
    DutyMustBeOfThisPlace,
    DutyMustExist,
    ProblemBecameAnother,
    SolutionMustBePast,
    TaskIsGivenOutByAnOffice,
    TopicOfAProblemMustBeOfThisPlace,
)
from services.members.copies import KnownTopic
from services.members.problem.commands import (
    AssignProblem,
    FollowTopic,
    LeaveUnsolved,
    MakeTask,
    MarkProblemOverdue,
    NoteSolved,
    OpenTopic,
    RaiseProblem,
    ReopenProblem,
    SolveProblem,
    TakeBackProblem,
    WorkOnProblemAgain,
)
from services.members.problem.domain import Facts
from services.members.problem.events import (
    ProblemAssigned,
    ProblemInWorkAgain,
    ProblemLeftUnsolved,
    ProblemOverdue,
    ProblemRaised,
    ProblemReopened,
    ProblemSolved,
    ProblemTakenBack,
    ProblemTaskMade,
    ProblemTopicMerged,
    ProblemTopicOpened,
)
from services.members.problem.lifecycle import PROBLEM
from services.members.problem.state import SeenDuty, due
from services.members.rules import DivisionMustExist, NamedDayMustLieAhead, OrganisationMustBeActive

TODAY, TOWN, LATER = date(2026, 8, 12), "620723101", date(2026, 8, 31)
FACTS = Facts(TODAY, TODAY)
RAISE = RaiseProblem("one", TOWN, "路灯不亮 𠮷")
RAISED = ProblemRaised("one", TOWN, "路灯不亮 𠮷", None, None, None)
ASSIGNED = ProblemAssigned("one", "bureau", LATER)
OVERDUE = ProblemOverdue("one", LATER)
SOLVED = ProblemSolved("one", "已修", TODAY)


def test_a_problem_of_a_visit_names_the_leader_who_found_it() -> None:
    found = replace(RAISE, duty="duty", topic="topic")
    facts = replace(FACTS, duty=SeenDuty("620723", "ana", ()), topic=KnownTopic("topic", "620723"))
    given(PROBLEM).when(RAISE, FACTS).then(RAISED)
    given(PROBLEM).when(found, facts).then(replace(RAISED, leader="ana", duty="duty", topic="topic"))


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (RAISE, replace(FACTS, division_known=False), DivisionMustExist),
        (replace(RAISE, duty="duty"), FACTS, DutyMustExist),
        (replace(RAISE, duty="duty"), replace(FACTS, duty=SeenDuty("620724", "ana", ())), DutyMustBeOfThisPlace),
        (
            replace(RAISE, topic="topic"),
            replace(FACTS, topic=KnownTopic("topic", "620724")),
            TopicOfAProblemMustBeOfThisPlace,
        ),
    ],
)
def test_what_a_problem_names_is_of_its_place(command: RaiseProblem, facts: Facts, rule: type[Exception]) -> None:
    given(PROBLEM).when(command, facts).refused(rule)


def test_it_is_assigned_with_a_date_ahead_and_may_be_assigned_again() -> None:
    assign = AssignProblem("one", "bureau", LATER)
    given(PROBLEM, RAISED).when(assign, FACTS).then(ASSIGNED)
    given(PROBLEM, RAISED).when(replace(assign, due=TODAY), FACTS).refused(NamedDayMustLieAhead)
    given(PROBLEM, RAISED).when(assign, replace(FACTS, organisation_active=False)).refused(OrganisationMustBeActive)
    again = given(PROBLEM, RAISED, ASSIGNED, OVERDUE, replace(ASSIGNED, organisation="other")).state
    assert (again.organisation, again.overdue) == ("other", False)


def test_it_is_overdue_once_when_the_day_is_over_in_china() -> None:
    over = datetime(2026, 8, 31, 16, tzinfo=UTC)
    assert due(given(PROBLEM, RAISED).state) == []
    assert due(given(PROBLEM, RAISED, ASSIGNED).state) == [(over, MarkProblemOverdue("one", LATER))]
    given(PROBLEM, RAISED, ASSIGNED).when(MarkProblemOverdue("one", LATER), FACTS).then(OVERDUE)
    assert due(given(PROBLEM, RAISED, ASSIGNED, OVERDUE).state) == []
    assert due(given(PROBLEM, RAISED, ASSIGNED, SOLVED).state) == []


def test_how_it_was_solved_is_said_and_what_does_not_hold_is_opened_again() -> None:
    given(PROBLEM, RAISED, ASSIGNED).when(SolveProblem("one", "已修"), FACTS).then(SOLVED)
    given(PROBLEM, RAISED).when(SolveProblem("one", "已修", LATER), FACTS).refused(SolutionMustBePast)
    reopened = ProblemReopened("one", "又坏了")
    given(PROBLEM, RAISED, SOLVED).when(ReopenProblem("one", "又坏了"), FACTS).then(reopened)
    state = given(PROBLEM, RAISED, SOLVED, reopened).state
    assert (state.state, state.how, state.solved_on) == ("raised", None, None)


def test_what_cannot_be_solved_says_why() -> None:
    left = ProblemLeftUnsolved("one", "须省级立项")
    given(PROBLEM, RAISED).when(LeaveUnsolved("one", "须省级立项"), FACTS).then(left)
    assert given(PROBLEM, RAISED, left).state.reason == "须省级立项"


NOON = datetime(2026, 8, 12, 4, tzinfo=UTC)
OPEN_TOPIC = OpenTopic("one", "topic", "路灯", "走访中反映", "council")
OPENED = ProblemTopicOpened("one", "topic", "路灯", "走访中反映", TOWN, "council")
MAKE_TASK = MakeTask("one", "task", "修路灯", "bureau", ("builders",), LATER, actor_organisation="office")
MADE = ProblemTaskMade("one", "task", "修路灯", "bureau", ("builders",), LATER, None, TOWN, "office", NOON)
AT_NOON = replace(FACTS, now=NOON)


def test_a_finding_opens_a_topic_of_that_body_and_nobody_else_is_late_with_it_then() -> None:
    there = replace(FACTS, topic_division=TOWN)
    given(PROBLEM, RAISED).when(OPEN_TOPIC, there).then(OPENED)
    state = given(PROBLEM, RAISED, ASSIGNED, OVERDUE, OPENED).state
    assert (state.state, state.opened_topic, state.overdue, due(state)) == ("as_topic", "topic", False, [])
    merged = ProblemTopicMerged("one", "other")
    given(PROBLEM, RAISED, OPENED).when(FollowTopic("one", "topic", "other"), FACTS).then(merged)
    given(PROBLEM, RAISED, OPENED, merged).when(FollowTopic("one", "topic", "x"), FACTS).refused(ProblemBecameAnother)
    assert given(PROBLEM, RAISED, OPENED, merged).state.opened_topic == "other"


def test_a_finding_makes_a_task_of_the_office_that_gives_it_out() -> None:
    given(PROBLEM, RAISED).when(MAKE_TASK, AT_NOON).then(MADE)
    for wrong, rule in (
        (replace(MAKE_TASK, due=TODAY), NamedDayMustLieAhead),
        (replace(MAKE_TASK, co_handlers=("bureau",)), CoHandlerIsNamedOnce),
        (replace(MAKE_TASK, co_handlers=("builders", "builders")), CoHandlerIsNamedOnce),
        (replace(MAKE_TASK, actor_organisation=None), TaskIsGivenOutByAnOffice),
    ):
        given(PROBLEM, RAISED).when(wrong, AT_NOON).refused(rule)
    assert given(PROBLEM, RAISED, MADE).state.task == "task"


@pytest.mark.parametrize("became", [OPENED, MADE])
def test_it_is_solved_with_what_it_became_or_taken_back_and_worked_on_again(
    became: ProblemTopicOpened | ProblemTaskMade,
) -> None:
    solved, taken_back, again = SOLVED, ProblemTakenBack("one", "撤销"), ProblemInWorkAgain("one")
    given(PROBLEM, RAISED, became).when(NoteSolved("one", "已修"), FACTS).then(solved)
    given(PROBLEM, RAISED, became).when(TakeBackProblem("one", "撤销"), FACTS).then(taken_back)
    given(PROBLEM, RAISED, became, solved).when(WorkOnProblemAgain("one"), FACTS).then(again)
    before, after = given(PROBLEM, RAISED, became).state, given(PROBLEM, RAISED, became, solved, again).state
    assert before == after
    back = given(PROBLEM, RAISED, became, taken_back).state
    assert (back.state, back.reason, back.opened_topic, back.task) == (
        "raised",
        "撤销",
        before.opened_topic,
        before.task,
    )
    given(PROBLEM, RAISED, SOLVED).when(WorkOnProblemAgain("one"), FACTS).refused(ProblemBecameAnother)
