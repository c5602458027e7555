"""What changes of a task after its dispatch: its lead, its co-handlers, and what came on paper in time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes import rules
from services.outcomes.task.commands import (
    ChangeCoHandlers,
    GiveOpinion,
    NoteDueSoon,
    ReassignTask,
    RequestExtension,
    RequestReturn,
)
from services.outcomes.task.domain import Deadline, Facts
from services.outcomes.task.events import (
    TaskCoHandlersChanged,
    TaskExtended,
    TaskExtensionDenied,
    TaskExtensionRequested,
    TaskReassigned,
    TaskReturnRequested,
)
from services.outcomes.task.ladder import over
from services.outcomes.task.lifecycle import TASK
from services.outcomes.task.state import State, due
from tests.unit.outcomes.test_task import (
    ASKED,
    ASSIGNED,
    DUE,
    HANDLING,
    IDS,
    NOON,
    NOW,
    RETURN_UNTIL,
    ROADS_SAID,
    TODAY,
)

CHANGED = TaskCoHandlersChanged(*IDS, ("roads", "water"), ("roads", "school"), "学校已撤并")
RETURNED = TaskReturnRequested(*IDS, "不属本单位", None)
JUNE = datetime(2026, 6, 1, 4, tzinfo=UTC)
WINDOW = Deadline(date(2026, 6, 8), datetime(2026, 6, 8, 16, tzinfo=UTC), "task_return@1")
BY_POLICY = Deadline(date(2026, 8, 30), datetime(2026, 8, 30, 4, tzinfo=UTC), "task_reply@1")


def test_ruling_25_co_handlers_are_changed_in_every_state_that_is_not_an_end() -> None:
    asked = ChangeCoHandlers("task", ("roads", "water"), "学校已撤并")
    given(TASK, *HANDLING).when(asked, NOW).then(CHANGED)
    rows = TASK.rows["change_co_handlers"]
    assert {state for row in rows for state in row.from_states} == set(State) - {State.DONE, State.CANCELLED}
    assert {row.by for row in rows} == {("DISP",)}


@pytest.mark.parametrize(
    ("named", "rule"),
    [
        (("police",), rules.LeadIsCoHandler),
        (("water", "water"), rules.CoHandlerNamedTwice),
        (("school", "roads"), rules.CoHandlersUnchanged),
    ],
)
def test_co_handlers_are_others_than_before_and_than_the_lead(named: tuple[str, ...], rule: type[Exception]) -> None:
    given(TASK, *HANDLING).when(ChangeCoHandlers("task", named, "调整"), NOW).refused(rule)


def test_who_has_answered_stays_on_record_and_nobody_waits_for_who_was_removed() -> None:
    past = given(TASK, *HANDLING, ASKED, ROADS_SAID)
    past.when(ChangeCoHandlers("task", ("water",), "调整"), NOW).then_state("handling")
    task: Any = given(TASK, *past.past, TaskCoHandlersChanged(*IDS, ("water",), ("roads", "school"), "调整")).state
    assert [opinion.organisation for opinion in task.opinions] == ["roads"]
    assert (task.awaited, task.former_co_handlers) == ((), ("roads", "school"))
    assert set(TASK.row(task, "task").named) == {"police", "water", "roads", "school"}


def test_a_new_co_handler_is_asked_only_when_the_lead_asks() -> None:
    task = given(TASK, *HANDLING, ASKED, CHANGED)
    assert (task.state.state, task.state.awaited) == ("co_waiting", ("roads",))
    task.when(GiveOpinion("task", "同意", "water"), NOW).refused(rules.OpinionNotAsked)


def test_ruling_25_the_date_of_a_reassigned_task_is_reckoned_from_the_reassignment() -> None:
    facts = Facts(JUNE, JUNE.date(), WINDOW, due=BY_POLICY)
    reassigned = TaskReassigned(
        *IDS, "town", "police", WINDOW.ends_at, "task_return@1", "属镇政府", False, BY_POLICY.day, "task_reply@1", JUNE
    )
    past = given(TASK, ASSIGNED, RETURNED)
    past.when(ReassignTask("task", "town", "属镇政府"), facts).then(reassigned)
    task: Any = given(TASK, ASSIGNED, RETURNED, reassigned).state
    assert (task.due, task.original_due, task.policy, task.return_until) == (
        BY_POLICY.day, DUE, "task_reply@1", WINDOW.ends_at
    )  # fmt: skip
    assert due(task) == [(JUNE + (over(BY_POLICY.day) - JUNE) * 4 / 5, NoteDueSoon("task"))]


def test_ruling_25_a_date_that_disp_names_for_a_reassigned_task_cites_no_policy_and_lies_ahead() -> None:
    day = date(2026, 7, 1)
    chosen = Facts(JUNE, JUNE.date(), WINDOW, due=Deadline(day, over(day), None))
    past = given(TASK, ASSIGNED, RETURNED)
    past.when(ReassignTask("task", "town", "属镇政府", day), chosen).then(
        TaskReassigned(
            *IDS, "town", "police", WINDOW.ends_at, "task_return@1", "属镇政府", False, day, None, JUNE
        )
    )  # fmt: skip
    today = ReassignTask("task", "town", "属镇政府", JUNE.date())
    past.when(today, chosen).refused(rules.NamedDayMustLieAhead)


LAST_DAY = date(2026, 5, 13)
LATE = Facts(RETURN_UNTIL + timedelta(days=9), date(2026, 5, 22), last_day_to_return=LAST_DAY, assigned_on=TODAY)


def on_paper(day: date | None, role: str = "DISP") -> RequestReturn:
    return RequestReturn("task", "不属本单位", day, role)


def test_ruling_2_a_return_that_came_on_paper_in_time_is_judged_by_that_day() -> None:
    past = given(TASK, ASSIGNED)
    past.when(on_paper(LAST_DAY), LATE).then(TaskReturnRequested(*IDS, "不属本单位", LAST_DAY))
    past.when(on_paper(LAST_DAY + timedelta(days=1)), LATE).refused(rules.ReturnWindowPassed)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (on_paper(None), rules.SayWhenItCame),
        (on_paper(LAST_DAY, "HND"), rules.TheLeadEntersItItself),
        (on_paper(TODAY - timedelta(days=1)), rules.ItCameWhileTheTaskWasThere),
        (on_paper(date(2026, 5, 23)), rules.ItCameWhileTheTaskWasThere),
    ],
)
def test_the_day_of_a_paper_is_said_by_the_office_that_received_it(said: RequestReturn, rule: type[Exception]) -> None:
    assert rule.names == "received_at"  # type: ignore[attr-defined]
    given(TASK, ASSIGNED).when(said, LATE).refused(rule)


def test_ruling_2_an_extension_that_was_asked_for_on_paper_in_time_is_judged_by_that_day() -> None:
    facts = Facts(NOON, DUE + timedelta(days=9), assigned_on=TODAY)
    asked = RequestExtension("task", date(2026, 9, 1), "雨季", DUE, "DISP")
    past = given(TASK, *HANDLING)
    past.when(asked, facts).then(TaskExtensionRequested(*IDS, date(2026, 9, 1), "雨季", DUE))
    past.when(replace(asked, received_at=DUE + timedelta(days=1)), facts).refused(rules.TaskExpired)
    past.when(RequestExtension("task", date(2026, 9, 1), "雨季"), facts).refused(rules.TaskExpired)


def test_the_date_that_is_asked_for_is_shown_only_while_it_is_asked_for() -> None:
    asked = (*HANDLING, TaskExtensionRequested(*IDS, date(2026, 9, 1), "雨季", None))
    assert given(TASK, *asked).state.requested_due == date(2026, 9, 1)
    for answer in (TaskExtended(*IDS, DUE, date(2026, 9, 1), "同意"), TaskExtensionDenied(*IDS, "不同意")):
        assert given(TASK, *asked, answer).state.requested_due is None
