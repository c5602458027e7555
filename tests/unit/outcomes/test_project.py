"""The rules of projects: of which outcome, when they start, and what they may spend."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes import project_rules as rules
from services.outcomes.project.commands import (
    AddProjectFunds,
    AmendProject,
    CancelProject,
    CreateProject,
    FinishProject,
    ReportOnProject,
    StartProject,
)
from services.outcomes.project.domain import Carried, Facts
from services.outcomes.project.events import (
    ProjectAmended,
    ProjectCancelled,
    ProjectCreated,
    ProjectFinished,
    ProjectFunds,
    ProjectFundsAdded,
    ProjectReported,
    ProjectStarted,
)
from services.outcomes.project.lifecycle import PROJECT
from services.outcomes.project.projections import ProjectShown, row
from services.outcomes.project.schemas import COMMANDS

TODAY, JUNE = date(2026, 7, 1), date(2026, 6, 1)
BUDGET = ProjectFunds("fiscal", 120000, "临财〔2026〕8号")
FACTS = Facts(TODAY, TODAY, Carried("approved", "school-gate", "620723101", "council"))
CREATE = CreateProject("humps", "outcome", "减速带工程 𠮷", "东门", "roads", JUNE, None, (BUDGET,))
CREATED = ProjectCreated(
    "humps", "outcome", "school-gate", "620723101", "council", "减速带工程 𠮷", "东门", "roads", JUNE, None, (BUDGET,)
)
STARTED = ProjectStarted("humps", JUNE)
AN_ID = "019a0000-0000-7000-8000-000000000001"


def of_an_outcome(state: str) -> Facts:
    return replace(FACTS, outcome=Carried(state, "school-gate", "620723101", "council"))


def report(spent: int | None = None, percent: int | None = None) -> ReportOnProject:
    return ReportOnProject("humps", "已铺两道", None, percent, spent)


def test_a_project_stands_where_its_outcome_does() -> None:
    given(PROJECT).when(CREATE, FACTS).then(CREATED)


@pytest.mark.parametrize("state", ["not_adopted", "converted"])
def test_what_was_not_adopted_or_became_something_else_carries_none(state: str) -> None:
    given(PROJECT).when(CREATE, of_an_outcome(state)).refused(rules.OutcomeCarriesNoProject)
    given(PROJECT, CREATED).when(StartProject("humps"), of_an_outcome(state)).refused(rules.OutcomeCarriesNoProject)


@pytest.mark.parametrize("state", ["drafted", "under_review", "returned"])
def test_it_is_planned_before_the_approval_and_starts_after_it(state: str) -> None:
    given(PROJECT).when(CREATE, of_an_outcome(state)).then_state("planned")
    given(PROJECT, CREATED).when(StartProject("humps"), of_an_outcome(state)).refused(rules.OutcomeMustBeApprovedFirst)
    given(PROJECT, CREATED).when(StartProject("humps", JUNE), FACTS).then(STARTED)


def test_it_does_not_end_before_it_starts() -> None:
    given(PROJECT).when(replace(CREATE, ends=date(2026, 5, 31)), FACTS).refused(rules.ProjectEndsAfterItStarts)
    early = AmendProject("humps", ends=date(2026, 5, 31))
    given(PROJECT, CREATED).when(early, FACTS).refused(rules.ProjectEndsAfterItStarts)
    finished = FinishProject("humps", "完成", date(2026, 5, 31))
    given(PROJECT, CREATED, STARTED).when(finished, FACTS).refused(rules.ProjectEndsAfterItStarts)


def test_what_is_left_out_of_an_amendment_stays() -> None:
    amended = ProjectAmended("humps", "减速带工程 𠮷", "西门", "roads", JUNE, None)
    given(PROJECT, CREATED).when(AmendProject("humps", site="西门"), FACTS).then(amended)
    given(PROJECT, CREATED).when(AmendProject("humps", site="东门"), FACTS).refused(rules.NothingOfTheProjectChanges)


def test_no_more_is_spent_than_there_is_and_further_funds_are_entered_first() -> None:
    running = given(PROJECT, CREATED, STARTED)
    running.when(report(120001), FACTS).refused(rules.MoreSpentThanThereIs)
    added = ProjectFundsAdded("humps", ProjectFunds("social", 5000))
    running.when(AddProjectFunds("humps", "social", 5000), FACTS).then(added)
    told = ProjectReported("humps", TODAY, "已铺两道", None, 125000, ())
    given(PROJECT, CREATED, STARTED, added).when(report(125000), FACTS).then(told)


def test_what_is_spent_is_counted_from_the_beginning() -> None:
    told = ProjectReported("humps", TODAY, "已铺一道", 50, 60000, ())
    given(PROJECT, CREATED, STARTED, told).when(report(59999), FACTS).refused(rules.LessSpentThanBefore)
    given(PROJECT, CREATED, STARTED, told).when(report(60000, 40), FACTS).then_state("running")


@pytest.mark.parametrize("asked", [StartProject, FinishProject, ReportOnProject])
def test_what_has_happened_was_today_or_before(asked: Any) -> None:
    tomorrow = date(2026, 7, 2)
    command = asked("humps", on=tomorrow) if asked is StartProject else asked("humps", "完成", on=tomorrow)
    past = (CREATED,) if asked is StartProject else (CREATED, STARTED)
    given(PROJECT, *past).when(command, FACTS).refused(rules.ThatDayMustHaveCome)


def test_its_row_sums_the_funds_and_says_how_far_it_is() -> None:
    told = ProjectReported("humps", TODAY, "已铺一道", 50, 60000, ())
    silent = ProjectReported("humps", TODAY, "雨天停工", None, None, ())
    more, done = ProjectFundsAdded("humps", ProjectFunds("social", 5000)), ProjectFinished("humps", TODAY, "完成")
    shown = row(given(PROJECT, CREATED, STARTED, told, silent, more, done).state, "humps").shown
    assert isinstance(shown, ProjectShown)
    assert (shown.funds_yuan, shown.spent_yuan, shown.percent, shown.finished_on) == (125000, 60000, 50, TODAY)


def test_what_is_over_is_over() -> None:
    cancelled = ProjectCancelled("humps", "改线")
    given(PROJECT, CREATED).when(CancelProject("humps", "改线")).then(cancelled)
    with pytest.raises(AssertionError, match="no row takes"):
        given(PROJECT, CREATED, cancelled).when(StartProject("humps"), FACTS).then()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", "x"), ("name", ""), ("name", "a\x00b"), ("lead", "roads"), ("starts", "2026-02-30"),
        ("funds", [{"source": "财政", "yuan": 1}]), ("funds", [{"source": "fiscal", "yuan": -1}]), ("funds", {"yuan": 1}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    said = {"outcome": AN_ID, "name": "减速带工程"}
    assert COMMANDS["create"]().validate(said) == {}
    assert list(COMMANDS["create"]().validate({**said, field: value})) == [field]
    assert list(COMMANDS["report"]().validate({"text": "好", "percent": 101})) == ["percent"]
