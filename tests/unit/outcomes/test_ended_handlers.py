"""Ruling 7 of tasks: a successor takes over from an ended lead or co-handler; without one the task carries a flag."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.contract.policy import PolicyInForce
from infra.kernel.lookups.holding import ENDING, HOLDINGS, KnownEnding
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.lookups.sql_lookups import POLICY
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.testing import given
from operations.suite.services import definition_of
from services.members.organisation.events import OrganisationCreated, OrganisationEnded
from services.members.organisation.lifecycle import ORGANISATION as ORGANISATIONS
from services.outcomes import reactions, rules
from services.outcomes.outcome.circumstances import facts
from services.outcomes.outcome.commands import DispatchOutcome
from services.outcomes.outcome.events import OutcomeDecomposed, OutcomeDrafted, PlannedTask
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.service import task_left, tasks_left
from services.outcomes.task.commands import (
    AskCoHandlers,
    NoteCoHandlerEnded,
    NoteLeadEnded,
    ReassignTask,
    TakeOverTask,
)
from services.outcomes.task.domain import Deadline, Facts
from services.outcomes.task.events import (
    TaskAssigned,
    TaskCancelled,
    TaskCoHandlersAsked,
    TaskCoHandlersChanged,
    TaskPaused,
    TaskReopened,
    TaskSigned,
    TaskStarted,
)
from services.outcomes.task.lifecycle import TASK
from services.outcomes.task.projections import HandledTask
from services.outcomes.task.succession_events import TaskLeftWithoutCoHandler, TaskLeftWithoutLead, TaskTakenOver
from tests.unit.kernel.library.running import Library, databases

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 16, tzinfo=UTC)
DUE = date(2026, 5, 31)
POLICE, ROADS, SCHOOL, NEW, NEWEST, OFFICE = (f"019a0000-0000-7000-8000-00000000000{n}" for n in range(1, 7))
DISPATCH = Actor(person="he", roles=("DISP",), organisation=OFFICE, division="620723101")
DRAFTED = OutcomeDrafted("outcome", "school-gate", "second", (), "校门口", "设减速带", "620723101", "council")
WINDOW = Deadline(date(2026, 3, 9), LATER, "task_return@1")
NOW = Facts(NOON, date(2026, 3, 2), WINDOW, Deadline(DUE, LATER, "task_reply@1"))


def ids(task: str = "humps") -> tuple[str, str, str]:
    return task, "outcome", "school-gate"


def assigned(task: str = "humps", lead: str = POLICE, co_handlers: tuple[str, ...] = (ROADS, SCHOOL)) -> TaskAssigned:
    return TaskAssigned(
        *ids(task), "设减速带", lead, co_handlers, DUE, "task_reply@1", None, 800, None,
        "620723101", "council", LATER, "task_return@1", False, NOON,
    )  # fmt: skip


ASKED = TaskCoHandlersAsked(*ids(), "宽度？", (ROADS, SCHOOL), DUE, LATER, None)
HANDLING = (assigned(), TaskSigned(*ids()), TaskStarted(*ids()))
WAITING = (*HANDLING, ASKED)
LEAD_TAKEN = TaskTakenOver(*ids(), POLICE, NEW, (), LATER, "task_return@1", return_provisional=False)


def taken(old: str, new: str, *awaited: str) -> TaskTakenOver:
    return TaskTakenOver(*ids(), old, new, awaited, None, None, return_provisional=False)


def test_ruling_7_a_successor_leads_where_the_task_stands_with_a_window_of_its_own_and_the_old_one_stays_named() -> (
    None
):
    given(TASK, *HANDLING).when(TakeOverTask("humps", POLICE, NEW), NOW).then(LEAD_TAKEN)
    task = given(TASK, *HANDLING, LEAD_TAKEN).state
    assert (task.state, task.lead, task.former_leads, task.due) == ("handling", NEW, (POLICE,), DUE)


def test_ruling_7_a_successor_has_the_place_of_a_co_handler_and_is_waited_for() -> None:
    given(TASK, *WAITING).when(TakeOverTask("humps", ROADS, NEW), NOW).then(taken(ROADS, NEW, NEW, SCHOOL))
    task = given(TASK, *WAITING, taken(ROADS, NEW, NEW, SCHOOL)).state
    assert (task.co_handlers, task.former_co_handlers, task.awaited) == ((NEW, SCHOOL), (ROADS,), (NEW, SCHOOL))


def test_ruling_7_whoever_handles_the_task_already_takes_no_second_place() -> None:
    """A co-handler becomes the lead and gives itself no opinion; a lead does not become its own co-handler."""
    led = replace(LEAD_TAKEN, successor=ROADS, awaited=(SCHOOL,))
    given(TASK, *WAITING).when(TakeOverTask("humps", POLICE, ROADS), NOW).then(led)
    assert given(TASK, *WAITING, led).state.co_handlers == (SCHOOL,)
    given(TASK, *WAITING).when(TakeOverTask("humps", ROADS, POLICE), NOW).then(taken(ROADS, POLICE, SCHOOL))
    given(TASK, *WAITING).when(TakeOverTask("humps", ROADS, SCHOOL), NOW).then(taken(ROADS, SCHOOL, SCHOOL))


def test_ruling_7_the_lead_goes_on_when_nobody_is_waited_for_any_more() -> None:
    one_left = (*WAITING, TaskLeftWithoutCoHandler(*ids(), ROADS, (SCHOOL,)))
    given(TASK, *one_left).when(NoteCoHandlerEnded("humps", SCHOOL), NOW).then_state("handling")
    given(TASK, *one_left).when(TakeOverTask("humps", SCHOOL, POLICE), NOW).then_state("handling")


def test_ruling_7_a_co_handler_that_has_ended_is_asked_nothing() -> None:
    left = (*HANDLING, TaskLeftWithoutCoHandler(*ids(), ROADS, ()))
    given(TASK, *left).when(AskCoHandlers("humps", "宽度？"), NOW).then_state("co_waiting")
    assert given(TASK, *left, replace(ASKED, asked=(SCHOOL,))).state.awaited == (SCHOOL,)
    both = (*left, TaskLeftWithoutCoHandler(*ids(), SCHOOL, ()))
    given(TASK, *both).when(AskCoHandlers("humps", "宽度？"), NOW).refused(rules.NoCoHandlers)
    changed = TaskCoHandlersChanged(*ids(), (NEW,), (ROADS, SCHOOL), "改由交通局会办")
    assert given(TASK, *both, changed).state.co_handlers_ended == ()


@pytest.mark.parametrize("past", [HANDLING[:1], HANDLING, WAITING, (*HANDLING, TaskPaused(*ids(), DUE, "征地", DUE))])
def test_ruling_7_a_task_without_a_lead_is_reassigned_from_any_state_that_is_not_an_end(past: tuple[Any, ...]) -> None:
    reassign = ReassignTask("humps", NEW, "原主办单位撤销")
    given(TASK, *past).when(reassign, NOW).refused(rules.LeadHasNotEnded)
    left = (*past, TaskLeftWithoutLead(*ids(), POLICE))
    given(TASK, *left).when(reassign, NOW).then_state("assigned")
    assert given(TASK, *past).when(NoteLeadEnded("humps", POLICE), NOW)._events() == [left[-1]]
    given(TASK, *left).when(NoteLeadEnded("humps", POLICE), NOW).refused(rules.NoLongerHandlesIt)


def test_ruling_7_nobody_takes_over_from_whom_does_not_handle_it() -> None:
    given(TASK, *HANDLING).when(TakeOverTask("humps", NEW, NEWEST), NOW).refused(rules.NoLongerHandlesIt)
    given(TASK, *HANDLING).when(NoteLeadEnded("humps", ROADS), NOW).refused(rules.NoLongerHandlesIt)
    given(TASK, *HANDLING).when(NoteCoHandlerEnded("humps", NEW), NOW).refused(rules.NoLongerHandlesIt)


# At work


def service(*past: Any) -> Library:
    of = Library(*databases(), lifecycles=Lifecycles((OUTCOME, TASK)))
    for code, days in (("task_return", 5), ("task_reply", 90)):
        of.know(POLICY, code, msgspec.json.encode(PolicyInForce(code, days, 1, "workdays")).decode())
    for one in (POLICE, ROADS, SCHOOL, NEW, NEWEST):
        knows(of, one)
    knows(of, OFFICE, kind="dispatch_office")
    for event in past:
        record(of.lifecycles, of.store, new_id(), [event], of.clock.now, SYSTEM, "SYS")
    return of


def knows(of: Library, one: str, kind: str = "department", **ended: Any) -> None:
    known = KnownOrganisation(one, "公安局", kind, "620723101", **ended)
    of.know(ORGANISATION, one, msgspec.json.encode(known).decode(), parent="620723101")
    if known.ended:
        of.know(ENDING, one, msgspec.json.encode(KnownEnding(one, known.successor)).decode())


def ends(of: Library, one: str, successor: str | None) -> None:
    knows(of, one, ended=True, successor=successor)
    event = reactions.OrganisationEnded(one)
    follow(of, reactions.on_organisation_ended(event, tasks_left(of.lookups_at(of.clock.now), event)))


def follow(of: Library, commands: list[Any]) -> None:
    for command in commands:
        of.handler.give(command, SYSTEM, new_id(), "", "", of.clock.now)


def shown(of: Library, task: str) -> tuple[Any, ...]:
    seen = of.lookups_at(of.clock.now).one(HandledTask, "tasks", task)
    assert seen is not None
    return seen.lead, seen.co_handlers, seen.lead_ended, seen.co_handlers_ended


def test_ruling_7_a_successor_takes_over_every_open_task_and_none_that_is_over() -> None:
    of = service(assigned("a"), assigned("b", ROADS, (POLICE,)), assigned("c"), TaskCancelled(*ids("c"), "已解决"))
    ends(of, POLICE, NEW)
    assert shown(of, "a")[:2] == (NEW, (ROADS, SCHOOL))
    assert shown(of, "b")[:2] == (ROADS, (NEW,))
    assert shown(of, "c")[0] == POLICE
    assert of.types("task-c") == ["TaskAssigned", "TaskCancelled"]


def test_ruling_7_a_successor_that_ends_passes_on_what_it_took_over_also_when_both_are_heard_of_at_once() -> None:
    of = service(assigned("a"), assigned("b"))
    ends(of, POLICE, NEW)
    ends(of, NEW, NEWEST)
    assert shown(of, "a")[0] == NEWEST
    other = service(assigned("a"))
    knows(other, NEW, ended=True, successor=NEWEST)
    ends(other, POLICE, NEW)
    assert shown(other, "a")[0] == NEWEST


def test_ruling_7_without_a_successor_the_dispatching_office_reassigns_and_nobody_who_has_ended_gets_it() -> None:
    of = service(assigned("a"), TaskSigned(*ids("a")), TaskStarted(*ids("a")))
    body = {"lead": NEW, "reason": "原主办单位撤销"}
    with pytest.raises(RuleBroken):
        of.do("reassign", ("tasks", "a"), body, DISPATCH)
    ends(of, ROADS, None)
    ends(of, POLICE, None)
    assert shown(of, "a") == (POLICE, (ROADS, SCHOOL), True, (ROADS,))
    lead = Actor(person="wu", roles=("HND",), organisation=POLICE, division="620723101")
    with pytest.raises(NotPermitted):
        of.do("ask_co_handlers", ("tasks", "a"), {"question": "？"}, lead)
    with pytest.raises(Invalid) as refusal:
        of.do("reassign", ("tasks", "a"), {**body, "lead": POLICE}, DISPATCH)
    assert set(refusal.value.errors) == {"lead"}
    of.do("reassign", ("tasks", "a"), body, DISPATCH)
    assert shown(of, "a")[0::2] == (NEW, False)


def test_ruling_7_no_task_is_dispatched_to_whom_has_ended_since_it_was_decided_on() -> None:
    of = service()
    planned = PlannedTask("a", "设减速带", POLICE, (ROADS,), DUE, "task_reply@1", None, 800, None)
    outcome = given(OUTCOME, DRAFTED, OutcomeDecomposed("outcome", "school-gate", (planned,))).state
    for ended in (POLICE, ROADS):
        assert facts(of.lookups_at(of.clock.now), outcome, DispatchOutcome("outcome")).terms is not None
        knows(of, ended, ended=True, successor=NEW)
        with pytest.raises(Invalid) as refusal:
            facts(of.lookups_at(of.clock.now), outcome, DispatchOutcome("outcome"))
        assert set(refusal.value.errors) == {"tasks"}
        knows(of, ended)


def test_ruling_7_who_gets_a_task_at_the_time_at_which_it_ends_is_followed_too() -> None:
    """The dispatch was decided before news of the end came; a task that was done is reopened after it."""
    of = service()
    knows(of, POLICE, ended=True, successor=NEW)
    given_out = assigned("a")
    record(of.lifecycles, of.store, new_id(), [given_out], of.clock.now, SYSTEM, "SYS")
    follow(of, reactions.on_task_given_out(given_out, task_left(of.lookups_at(of.clock.now), given_out)))
    assert shown(of, "a")[0] == NEW
    reopened = TaskReopened(*ids("a"), "未落实")
    assert reactions.on_task_given_out(reopened, task_left(of.lookups_at(of.clock.now), reopened)) == []


class Members(Library):
    """The service beside, of whose organisations outcomes hears."""

    def does(self, *events: Any) -> None:
        for event in events:
            record(self.lifecycles, self.store, new_id(), [event], self.clock.now, SYSTEM, "SYS")
        SqlStore(self.own, "members").number(100)


def hearing(of: Library, members: Members) -> Subscription:
    """Of what holds business, by the service's own tables COPIES and REACTIONS."""
    told, log = definition_of("outcomes"), SqlStore(members.own, "members").log
    line = f"members/{HOLDINGS}"
    effects = Effects(line, told.all_copies, told.reactions, of.news.copy)
    return Subscription(line, effects, of.news, of.handler, of.lookups_at, of.clock, log, lambda: None)


def test_ruling_7_outcomes_hears_of_the_end_and_follows_also_when_many_tasks_are_open() -> None:
    many = [f"task{number}" for number in range(40)]
    of = service(*(assigned(task) for task in many))
    members = Members(*databases(), lifecycles=Lifecycles((ORGANISATIONS,)))
    members.does(
        OrganisationCreated(POLICE, "公安局", "department", "620723101", None),
        OrganisationCreated(NEW, "综合执法局", "department", "620723101", None),
        OrganisationEnded(POLICE, "机构改革", NEW),
    )
    subscription = hearing(of, members)
    subscription.catch_up(look=True)
    assert {shown(of, task)[0] for task in many} == {NEW}
    assert of.types("task-task0") == ["TaskAssigned", "TaskTakenOver"]
    members.does(OrganisationEnded(NEW, "撤销", None))
    subscription.catch_up(look=True)
    assert {(shown(of, task)[0], shown(of, task)[2]) for task in many} == {(NEW, True)}
