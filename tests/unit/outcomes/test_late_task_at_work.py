"""Late tasks of an existing site: they get their due times by the migration, and take their steps in order, each once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from infra.kernel.access.places import SYSTEM
from infra.kernel.base.clock import CHINA, stamp
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.contract.lifecycle import NewsMissing
from infra.kernel.contract.policy import PolicyInForce
from infra.kernel.lookups.sql_lookups import POLICY
from infra.kernel.storage import migrations
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.task.circumstances import facts
from services.outcomes.task.commands import ChangeCoHandlers, RequestReturn
from services.outcomes.task.events import (
    TaskAssigned,
    TaskCoHandlersAsked,
    TaskExtended,
    TaskExtensionRequested,
    TaskPaused,
    TaskReplied,
    TaskReworkDemanded,
    TaskSigned,
    TaskStarted,
)
from services.outcomes.task.lifecycle import TASK
from tests.unit.kernel.library.running import Library, databases

VERSIONS = (
    "0008_a_late_task_says_so_and_has_its_due_time.py",
    "0013_ended_organisations_name_their_successors.py",
    "0015_files_that_records_name.py",
    "0016_tasks_say_of_which_instruction_they_are.py",
    "0035_tasks_say_of_which_problem_they_are.py",
)
ASSIGNED_ON = datetime(2026, 3, 2, 4, tzinfo=UTC)
RETURN_UNTIL = datetime(2026, 3, 9, 16, tzinfo=UTC)
DUE = date(2026, 5, 31)
OVER = datetime(2026, 6, 1, tzinfo=CHINA)
MEMBERS = (
    *("former_co_handlers", "due_soon", "overdue", "paused_on", "paused_until", "report_by", "progress_missed"),
    *("lead_ended", "co_handlers_ended", "files", "instruction", "problem"),
)
LADDER = ["TaskDueSoon", "TaskOverdue", "TaskUrged", "TaskSupervised", "TaskSupervised"]


def service() -> Library:
    return Library(*databases(), Lifecycles((OUTCOME, TASK)))


def assigned(task: str) -> TaskAssigned:
    """As an earlier version told it: not when."""
    return TaskAssigned(
        task, "outcome", "school-gate", "设减速带", "police", ("roads",), DUE, "task_reply@1", None, 800, None,
        "620723101", "council", RETURN_UNTIL, "task_return@1", False, None,
    )  # fmt: skip


def write(of: Library, *events: Any, at: datetime = ASSIGNED_ON) -> None:
    record(
        of.lifecycles,
        of.store,
        f"{events[0].task_id}/{len(of.types(f'task-{events[0].task_id}'))}",
        list(events),
        at,
        SYSTEM,
        "SYS",
    )


def know_policies(of: Library) -> None:
    for code, days in (("supervise_yellow", 5), ("supervise_red", 15)):
        of.know(POLICY, code, msgspec.json.encode(PolicyInForce(code, days, 1, "workdays")).decode())


def until_nothing_is_due(of: Library) -> int:
    """How often a stream was looked at."""
    looked_at = 0
    while done := of.due_times.run():
        looked_at += done
    return looked_at


def ids(task: str) -> tuple[str, str, str]:
    return task, "outcome", "school-gate"


def test_a_task_that_is_late_already_takes_its_steps_in_order_each_bearing_its_own_time() -> None:
    of = service()
    write(of, assigned("humps"), TaskSigned(*ids("humps")), TaskStarted(*ids("humps")))
    know_policies(of)
    of.clock.now = OVER + timedelta(days=200)
    until_nothing_is_due(of)
    told = list(of.store.stream("task-humps"))[3:]
    soon = RETURN_UNTIL + (OVER - RETURN_UNTIL) * 4 / 5
    times = [soon, OVER, OVER, datetime(2026, 6, 6, tzinfo=CHINA), datetime(2026, 6, 23, tzinfo=CHINA)]
    assert [(event.type, event.occurred_at) for event in told] == list(zip(LADDER, map(stamp, times), strict=True))
    assert {event.role for event in told} == {"SYS"}
    assert [msgspec.json.decode(event.payload)["level"] for event in told[3:]] == ["yellow", "red"]


def test_a_late_task_is_not_looked_at_again_when_every_step_is_taken() -> None:
    of = service()
    write(of, assigned("humps"))
    know_policies(of)
    of.clock.now = OVER + timedelta(days=200)
    assert until_nothing_is_due(of) == len(LADDER)
    of.clock.forward(days=400)
    assert until_nothing_is_due(of) == 0
    assert of.due_times.next() is None


def test_a_step_that_waits_for_news_of_a_policy_is_taken_a_minute_later() -> None:
    of = service()
    write(of, assigned("humps"))
    of.clock.now = OVER + timedelta(days=1)
    until_nothing_is_due(of)
    assert of.types("task-humps") == ["TaskAssigned", "TaskDueSoon"]
    know_policies(of)
    of.clock.forward(seconds=61)
    until_nothing_is_due(of)
    assert of.types("task-humps")[2:] == LADDER[1:3]


def test_an_extension_of_a_task_that_was_red_starts_anew_and_nothing_repeats_before() -> None:
    of = service()
    write(of, assigned("humps"))
    know_policies(of)
    of.clock.now = OVER + timedelta(days=200)
    until_nothing_is_due(of)
    later = of.clock.now.date() + timedelta(days=60)
    granted = TaskExtended(*ids("humps"), DUE, later, "同意")
    write(of, TaskStarted(*ids("humps")), granted, at=of.clock.now)
    until_nothing_is_due(of)
    assert of.types("task-humps")[8:] == LADDER[:1]
    of.clock.forward(days=200)
    until_nothing_is_due(of)
    assert of.types("task-humps")[8:] == LADDER


def test_the_migration_writes_what_a_rebuild_would() -> None:
    of = service()
    asked = TaskCoHandlersAsked(*ids("asked"), "宽度？", ("roads",), date(2026, 3, 20), OVER - timedelta(days=70), None)
    long_asked = TaskCoHandlersAsked(*ids("long"), "宽度？", ("roads",), DUE, OVER + timedelta(days=70), None)
    write(of, assigned("humps"))
    write(of, assigned("asked"), asked)
    write(of, assigned("long"), long_asked)
    write(of, assigned("paused"), TaskPaused(*ids("paused"), date(2026, 3, 5), "等待征地", None))
    write(of, assigned("more"), TaskExtensionRequested(*ids("more"), date(2026, 9, 1), "雨季", None))
    granted = TaskExtended(*ids("given"), DUE, date(2026, 9, 1), "同意")
    write(of, assigned("given"), TaskExtensionRequested(*ids("given"), date(2026, 9, 1), "雨季", None), granted)
    rebuilt = of.dump()
    as_before(of)
    assert of.dump() != rebuilt
    for _twice in range(2):
        migrate(of)
        assert of.dump() == rebuilt


def as_before(of: Library) -> None:
    """What the version before has written of the same events."""
    with of.own.engine.begin() as connection:
        for key, shown in connection.exec_driver_sql("SELECT id, shown FROM records").fetchall():
            document = {name: said for name, said in msgspec.json.decode(shown).items() if name not in MEMBERS}
            if key == "given":
                document["requested_due"] = "2026-09-01"
            text = msgspec.json.encode(document).decode()
            connection.exec_driver_sql("UPDATE records SET shown = ? WHERE id = ?", (text, key))
        connection.exec_driver_sql("DELETE FROM due WHERE stream NOT IN ('task-asked', 'task-long')")
        at = stamp(OVER + timedelta(days=70))
        connection.exec_driver_sql("UPDATE due SET at = ? WHERE stream = 'task-long'", (at,))


def migrate(of: Library) -> None:
    for name in VERSIONS:
        take(of, Path(migrations.__path__[0]) / "service/versions" / name)


def take(of: Library, file: Path) -> None:
    spec = spec_from_file_location(f"version_{file.name[:4]}", file)
    assert spec is not None
    assert spec.loader is not None
    version = module_from_spec(spec)
    spec.loader.exec_module(version)
    with of.own.engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        version.upgrade()


@pytest.mark.parametrize("days", [-1, 0])
def test_a_task_is_overdue_only_when_its_day_is_over_in_china(days: int) -> None:
    of = service()
    write(of, assigned("humps"))
    know_policies(of)
    of.clock.now = OVER + timedelta(days=days)
    until_nothing_is_due(of)
    assert ("TaskOverdue" in of.types("task-humps")) is (days == 0)


def test_a_task_that_was_answered_and_came_back_after_its_date_is_supervised_from_then_on() -> None:
    """Nobody worked on it while it waited to be rated: it is overdue at once, and yellow not before its own days."""
    of = service()
    know_policies(of)
    rated_at = OVER + timedelta(days=30)
    answered = TaskReplied(*ids("humps"), "A", rated_at, "rating@1")
    write(of, assigned("humps"), TaskStarted(*ids("humps")), answered)
    of.clock.now = rated_at
    write(of, TaskReworkDemanded(*ids("humps"), 1, None, "没装"), at=rated_at)
    until_nothing_is_due(of)
    assert of.types("task-humps")[4:] == LADDER[:3]
    yellow_at = datetime.fromisoformat(of.due_times.next() or "")
    assert rated_at + timedelta(days=5) < yellow_at <= rated_at + timedelta(days=9)


def test_the_system_ends_a_pause_when_its_last_day_is_over_and_the_due_date_moves_by_the_pause_alone() -> None:
    of = service()
    until = date(2026, 3, 11)
    paused = TaskPaused(*ids("humps"), date(2026, 3, 2), "等待征地", until)
    write(of, assigned("humps"), TaskStarted(*ids("humps")), paused)
    over_at = datetime(2026, 3, 12, tzinfo=CHINA)
    of.clock.now = over_at - timedelta(seconds=1)
    assert until_nothing_is_due(of) == 0
    of.clock.now = over_at + timedelta(days=3)
    until_nothing_is_due(of)
    (resumed,) = list(of.store.stream("task-humps"))[3:]
    said = msgspec.json.decode(resumed.payload)
    assert (resumed.type, resumed.role, resumed.occurred_at) == ("TaskResumed", "SYS", stamp(over_at))
    assert (said["old_due"], said["due"]) == (str(DUE), str(DUE + timedelta(days=10)))


def test_a_co_handler_that_is_not_known_is_not_named() -> None:
    of = service()
    write(of, assigned("humps"))
    named = ChangeCoHandlers("humps", ("roads", "nobody"), "调整")
    task: Any = of.handler.streams.load("task-humps", fresh=True).state
    with pytest.raises(NewsMissing, match="nobody") as missing:
        facts(of.lookups_at(of.clock.now), task, named)
    assert missing.value.names == "co_handlers"


def test_the_window_of_a_paper_is_held_against_its_last_day_in_china() -> None:
    of = service()
    write(of, replace(assigned("humps"), assigned_at=ASSIGNED_ON))
    task: Any = of.handler.streams.load("task-humps", fresh=True).state
    known = facts(of.lookups_at(of.clock.now), task, RequestReturn("humps", "不属本单位", date(2026, 3, 9), "DISP"))
    assert (known.last_day_to_return, known.assigned_on) == (date(2026, 3, 9), date(2026, 3, 2))
