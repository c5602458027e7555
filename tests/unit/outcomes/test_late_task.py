"""A task that is late: the system notes it, urges, supervises, each once for each due date; a pause moves it all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes import rules
from services.outcomes.task.commands import (
    CloseUnrated,
    NoteDueSoon,
    NoteOverdue,
    NoteProgressMissed,
    PauseTask,
    ReportProgress,
    ResumeTask,
    SuperviseTask,
    UrgeTask,
)
from services.outcomes.task.domain import Deadline, Facts
from services.outcomes.task.events import (
    TaskCancelled,
    TaskDueSoon,
    TaskExtended,
    TaskExtensionRequested,
    TaskOverdue,
    TaskPaused,
    TaskProgressMissed,
    TaskProgressReported,
    TaskReplied,
    TaskResumed,
    TaskSupervised,
    TaskTracked,
    TaskUrged,
)
from services.outcomes.task.ladder import over
from services.outcomes.task.lifecycle import OPEN, TASK
from services.outcomes.task.state import RUNNING, State, due
from tests.unit.outcomes.test_task import (
    ALONE,
    ASSIGNED,
    DUE,
    HANDLING,
    IDS,
    NOON,
    RATE_UNTIL,
    REPORT,
    REPORT_BY,
    RETURN_UNTIL,
    SIGNED,
    STARTED,
    TODAY,
    in_review,
)

OVER = over(DUE)
SOON_AT = NOON + (OVER - NOON) * 4 / 5
YELLOW_AT, RED_AT = datetime(2026, 8, 11, 16, tzinfo=UTC), datetime(2026, 8, 25, 16, tzinfo=UTC)
SUPERVISION = (
    Deadline(date(2026, 8, 11), YELLOW_AT, "supervise_yellow@1"),
    Deadline(date(2026, 8, 25), RED_AT, "supervise_red@1"),
)
DUE_SOON = TaskDueSoon(*IDS, DUE)
OVERDUE = TaskOverdue(*IDS, DUE, YELLOW_AT, "supervise_yellow@1", RED_AT, "supervise_red@1", False)
URGED = TaskUrged(*IDS)
YELLOW = TaskSupervised(*IDS, "yellow", "逾期")
RED = TaskSupervised(*IDS, "red", "逾期")
LATE = (*HANDLING, DUE_SOON, OVERDUE, URGED)
SEPTEMBER = date(2026, 9, 1)


def falls_due(*past: Any) -> list[tuple[datetime, Any]]:
    return due(given(TASK, *past).state)


def at(moment: datetime) -> Facts:
    return Facts(moment, moment.date(), supervision=SUPERVISION)


def level(told: list[tuple[datetime, Any]]) -> tuple[datetime, str]:
    ((moment, command),) = told
    assert isinstance(command, SuperviseTask)
    return moment, command.level


def test_ruling_27_the_steps_of_a_late_task_fall_due_in_order_each_once() -> None:
    assert falls_due(*HANDLING) == [(SOON_AT, NoteDueSoon("task"))]
    assert falls_due(*HANDLING, DUE_SOON) == [(OVER, NoteOverdue("task"))]
    assert falls_due(*HANDLING, DUE_SOON, OVERDUE) == [(OVER, UrgeTask("task"))]
    assert level(falls_due(*LATE)) == (YELLOW_AT, "yellow")
    assert level(falls_due(*LATE, YELLOW)) == (RED_AT, "red")
    assert falls_due(*LATE, YELLOW, RED) == []


def test_ruling_27_a_task_is_due_soon_at_80_percent_of_its_time_and_overdue_when_its_day_has_passed() -> None:
    past = given(TASK, *HANDLING)
    past.when(NoteDueSoon("task"), at(SOON_AT - timedelta(seconds=1))).refused(rules.NotLateYet)
    past.when(NoteDueSoon("task"), at(SOON_AT)).then(DUE_SOON)
    past.when(NoteOverdue("task"), at(OVER - timedelta(seconds=1))).refused(rules.NotLateYet)
    past.when(NoteOverdue("task"), at(OVER)).then(OVERDUE)
    given(TASK, *LATE).when(NoteOverdue("task"), at(OVER)).refused(rules.NotLateYet)
    given(TASK, *LATE).when(NoteDueSoon("task"), at(OVER)).refused(rules.NotLateYet)


def test_the_record_shows_how_late_it_is() -> None:
    def flags(*past: object) -> tuple[bool, bool, int, str | None]:
        shown: Any = TASK.row(given(TASK, *past).state, "task").shown
        return shown.due_soon, shown.overdue, shown.urged, shown.supervised

    assert flags(*HANDLING) == (False, False, 0, None)
    assert flags(*HANDLING, DUE_SOON) == (True, False, 0, None)
    assert flags(*LATE, YELLOW) == (False, True, 1, "yellow")
    assert flags(ASSIGNED, DUE_SOON, *in_review("A"), TaskReplied(*IDS, "A", RATE_UNTIL, "rating@1"))[0] is False


def test_what_a_supervisor_did_by_hand_the_system_does_not_lower_or_repeat() -> None:
    assert falls_due(*HANDLING, RED, DUE_SOON, OVERDUE) == [(OVER, UrgeTask("task"))]
    assert falls_due(*HANDLING, RED, DUE_SOON, OVERDUE, URGED) == []
    assert falls_due(*LATE, RED) == []
    assert falls_due(*LATE, YELLOW, RED, TaskSupervised(*IDS, "ordinary", "已有进展")) == []
    assert level(falls_due(*LATE, TaskSupervised(*IDS, "ordinary", "催"))) == (YELLOW_AT, "yellow")


def test_an_extension_starts_anew() -> None:
    extended = (TaskExtensionRequested(*IDS, SEPTEMBER, "雨季", None), TaskExtended(*IDS, DUE, SEPTEMBER, "同意"))
    again = NOON + (over(SEPTEMBER) - NOON) * 4 / 5
    assert falls_due(*LATE, YELLOW, RED, *extended) == [(again, NoteDueSoon("task"))]
    task: Any = given(TASK, *LATE, YELLOW, *extended).state
    assert (TASK.row(task, "task").shown.overdue, task.supervised, task.urged) == (False, "yellow", 1)  # type: ignore[attr-defined]


def test_a_short_time_is_not_due_soon_before_it_begins() -> None:
    """A task of before the time of its assignment was told, whose return window ends after its due date."""
    unsaid = replace(ASSIGNED, assigned_at=None, due=RETURN_UNTIL.date() - timedelta(days=2))
    assert falls_due(unsaid) == [(over(unsaid.due), NoteOverdue("task"))]
    assert falls_due(replace(ASSIGNED, assigned_at=None)) == [
        (RETURN_UNTIL + (OVER - RETURN_UNTIL) * 4 / 5, NoteDueSoon("task"))
    ]


def test_nothing_falls_due_while_the_clock_stands_still_and_everything_moves_by_the_pause() -> None:
    assert falls_due(*HANDLING, TaskPaused(*IDS, TODAY, "等", None)) == []
    moved = timedelta(days=10)
    resumed = (TaskPaused(*IDS, TODAY, "等", None), TaskResumed(*IDS, DUE, DUE + moved))
    assert falls_due(*HANDLING, *resumed) == [(SOON_AT + moved, NoteDueSoon("task"))]
    assert falls_due(*HANDLING, DUE_SOON, *resumed) == [(OVER + moved, NoteOverdue("task"))]
    assert level(falls_due(*LATE, *resumed)) == (YELLOW_AT + moved, "yellow")


def test_ruling_27_a_pause_until_a_day_is_ended_by_the_system_when_that_day_is_over() -> None:
    until = date(2026, 6, 1)
    asked = PauseTask("task", "等待征地", until)
    paused = TaskPaused(*IDS, TODAY, "等待征地", until)
    past = given(TASK, *HANDLING)
    past.when(asked, Facts(NOON, TODAY)).then(paused)
    past.when(asked, Facts(NOON, TODAY, entered_on=until)).refused(rules.NamedDayMustLieAhead)
    past.when(replace(asked, until=TODAY), Facts(NOON, TODAY)).refused(rules.NamedDayMustLieAhead)
    assert falls_due(*HANDLING, paused) == [(over(until), ResumeTask("task"))]


def test_a_pause_that_has_its_end_lasts_no_longer_and_both_dates_stay_visible() -> None:
    past = given(TASK, *HANDLING, TaskPaused(*IDS, TODAY, "等", date(2026, 5, 15)))
    resumed = TaskResumed(*IDS, DUE, DUE + timedelta(days=10))
    for noticed in (date(2026, 5, 16), date(2026, 7, 1)):
        past.when(ResumeTask("task"), Facts(NOON, noticed)).then(resumed)
    earlier = TaskResumed(*IDS, DUE, DUE + timedelta(days=2))
    past.when(ResumeTask("task"), Facts(NOON, date(2026, 5, 8))).then(earlier)
    task: Any = given(TASK, *past.past, resumed).state
    assert (task.original_due, task.due, task.paused_until) == (DUE, DUE + timedelta(days=10), None)


def test_ruling_27_urging_and_supervising_fit_every_state_that_is_not_an_end_paused_or_open_for_rating() -> None:
    expected = set(State) - {State.DONE, State.CANCELLED, State.PAUSED, State.RATING_OPEN}
    for command in ("urge", "supervise"):
        assert {state for row in TASK.rows[command] for state in row.from_states} == expected
    assert set(OPEN) == expected == {*RUNNING, State.TRACKING}


@pytest.mark.parametrize("end", [TaskCancelled(*IDS, "撤"), TaskReplied(*IDS, "A", RATE_UNTIL, "rating@1")], ids=str)
def test_what_is_answered_or_called_off_is_not_late(end: object) -> None:
    told = falls_due(*LATE, *in_review("A")[3:], end)
    assert [command for _at, command in told if not isinstance(command, CloseUnrated)] == []


TRACKED = (
    ALONE,
    SIGNED,
    STARTED,
    *in_review("B")[3:],
    TaskTracked(*IDS, "B", None, None, REPORT_BY, "task_progress@1"),
)
MISSED = TaskProgressMissed(*IDS, REPORT_BY, REPORT_BY + timedelta(days=90), "task_progress@1")


def test_a_tracked_task_that_does_not_report_in_its_days_is_noted_again_and_again() -> None:
    assert falls_due(*TRACKED) == [(REPORT_BY, NoteProgressMissed("task"))]
    again = Deadline(REPORT.day, REPORT_BY + timedelta(days=90), "task_progress@1")
    past = given(TASK, *TRACKED)
    past.when(NoteProgressMissed("task"), Facts(NOON, TODAY, again)).refused(rules.NotLateYet)
    past.when(NoteProgressMissed("task"), Facts(REPORT_BY, TODAY, again)).then(MISSED)
    assert falls_due(*TRACKED, MISSED) == [(MISSED.next_by, NoteProgressMissed("task"))]
    assert given(TASK, *TRACKED, MISSED).state.progress_missed == 1


def test_who_reports_progress_is_not_waited_for() -> None:
    past = given(TASK, *TRACKED, MISSED)
    past.when(ReportProgress("task", "已招标"), Facts(NOON, TODAY)).then_state("reply_drafted")
    assert given(TASK, *TRACKED, MISSED, TaskProgressReported(*IDS, "已招标")).state.report_by is None
