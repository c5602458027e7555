"""What one command does to several records did not happen before what happened to any of them."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.lookups.named import ORGANISATION
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.task.events import TaskAssigned, TaskDone
from services.outcomes.task.lifecycle import TASK
from tests.unit.kernel.library.running import NOON, Library, databases
from tests.unit.outcomes.test_outcome import CALLED_BACK, IN_90_DAYS, RETURN_UNTIL

TASK_ID, COUNCIL = "019a0000-0000-7000-8000-0000000000aa", "019a0000-0000-7000-8000-000000000001"
OFFICER = Actor(person="officer", roles=("OFF",), organisation=COUNCIL, division="620723")
DONE = TaskDone(TASK_ID, "outcome", "school-gate", "A", None, None, None)
ASSIGNED = TaskAssigned(
    TASK_ID, "outcome", "school-gate", "设减速带", "police", (), IN_90_DAYS, "task_reply@1", None, None, None,
    "620723101", COUNCIL, RETURN_UNTIL, "task_return@1", False, NOON,
)  # fmt: skip


def test_a_task_is_not_sent_back_before_it_was_done() -> None:
    of = Library(*databases(), Lifecycles((OUTCOME, TASK)))
    office = msgspec.json.encode(KnownOrganisation(COUNCIL, "县政协", "cppcc_office", "620723")).decode()
    of.know(ORGANISATION, COUNCIL, office, parent="620723")
    record(
        of.lifecycles,
        of.store,
        "1",
        [replace(CALLED_BACK[0], organisation=COUNCIL), *CALLED_BACK[1:], ASSIGNED],
        NOON,
        SYSTEM,
        "SYS",
    )
    record(of.lifecycles, of.store, "2", [DONE], NOON + timedelta(days=5), SYSTEM, "SYS")
    of.clock.forward(days=6)
    body = {"tasks": [TASK_ID], "reason": "未装", "occurred_at": stamp(NOON + timedelta(days=4))}
    with pytest.raises(Invalid) as refusal:
        of.do("send_back", ("outcomes", "outcome"), body, OFFICER, new_id())
    assert "TaskDone" in refusal.value.errors["occurred_at"][0]
    of.do("send_back", ("outcomes", "outcome"), {**body, "occurred_at": stamp(NOON + timedelta(days=5))}, OFFICER)
