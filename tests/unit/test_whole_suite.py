"""Ten thousand steps by chance through the whole suite: whatever is lost, doubled, late or begun again, these hold.

The model beside it is a plain dict: each record's state, as the published rows say that its events lead to.
"""

import json
from collections import Counter
from functools import cache
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, CommandCall, ListCall
from infra.kernel.storage.tables import EVENTS, RECORDS
from operations.suite.services import SERVICES
from tests.contract.published import OUR_OWN_ROWS, OURS, ROWS, PublishedRow
from tests.unit.by_chance import OF_CHANCE, Known, call_for, give
from tests.unit.whole_suite import TOWN, Replica, WholeSuite

MANY = ("command",) * 14
WHAT = (*MANY, "repetition", "news", "news", "numbering", "settling", "settling", "restart", "days", "look")
CHANCE = st.integers(0, 2**32 - 1)
SERVICE = st.sampled_from([*SERVICES])
LIFECYCLE_OF = {event.name: one for one in OURS.values() for event in one.events}
REPLIES = {"SubmissionAnswered", "SubmissionRejected", "SubmissionLapsed"}
"""What tells the submitter in words how it ended: an answer, a reason, or that nothing more came from himself."""
BEFORE_THE_SIGNATURE = {"MinutesDrafted", "MinutesRedrafted", "MinutesCirculated", "MinutesObjected"}
STEPS: Counter[str] = Counter()
SEEN: set[tuple[str, str]] = set()


@cache
def rows_of_event(event: str) -> tuple[PublishedRow, ...]:
    return tuple(row for row in (*ROWS, *OUR_OWN_ROWS) if row.event == event)


class WholeSuiteMachine(RuleBasedStateMachine):
    """Commands, repetitions, news in any order, restarts and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.suite = WholeSuite()
        self.model: dict[tuple[str, str], Known] = {}
        self.read: Counter[str] = Counter()
        self.given: list[tuple[str, CommandCall, Actor, dict[str, Any]]] = []

    @rule(what=st.sampled_from(WHAT), service=SERVICE, chance=CHANCE)
    def step(self, what: str, service: str, chance: int) -> None:
        """One rule for all: by several, whole runs would do without one or the other."""
        STEPS[what] += 1
        getattr(self, f"_{what}")(service, Random(chance))

    def _command(self, service: str, chance: Random) -> None:
        known = [one for one in self.model.values() if one.lifecycle in OF_CHANCE]
        found = call_for(self.suite, known, chance, f"key {len(self.given)}")
        if found is None:
            return
        before = self._heads()
        answer = give(self.suite, *found)
        if isinstance(answer, str):
            assert self._heads() == before, f"{found[1].command} was refused and yet recorded something"
        else:
            self.given.append((*found, answer))
            STEPS["accepted"] += 1

    def _repetition(self, service: str, chance: Random) -> None:
        """The same under the same key is the same answer, whatever has happened since."""
        if not self.given:
            return
        lifecycle, call, actor, answer = chance.choice(self.given)
        before = self._heads()
        assert give(self.suite, lifecycle, call, actor) == answer
        assert self._heads() == before

    def _news(self, service: str, chance: Random) -> None:
        """News of one producer, some of it, in any order, some twice; or the producer's log is looked at."""
        replica = self.suite.services[service]
        name = chance.choice([*replica.lines])
        line, log = replica.lines[name], self.suite.logs[replica.definition.lines[name]]
        if chance.random() < 0.5:
            arrived = log.log(replica.at_work.news.cursor(name), 20)
            line.news_arrived(chance.choices(arrived, k=len(arrived)) if arrived else [])
        line.catch_up(look=chance.random() < 0.7)

    def _numbering(self, service: str, chance: Random) -> None:
        self.suite.number(service)

    def _settling(self, service: str, chance: Random) -> None:
        self.suite.settle()

    def _restart(self, service: str, chance: Random) -> None:
        self.suite.services[service].begin_again()

    def _days(self, service: str, chance: Random) -> None:
        self.suite.clock.forward(days=chance.choice((0.1, 1, 1, 4, 7, 16)))
        for replica in self.suite.services.values():
            replica.at_work.due_times.run()

    def _look(self, service: str, chance: Random) -> None:
        """Nobody reads outside his scope, in lists either: what stands in another town is inside until it is published."""
        stranger = self.suite.actor("LIA", "council elsewhere")
        for collection, home in (("submissions", "topics"), ("tasks", "outcomes"), ("plans", "topics")):
            records = self.suite.services[home].at_work.records
            listed = records.listing(ListCall(collection, Caller(), limit=200), stranger)["items"]
            assert [one for one in listed if one["division"] == TOWN] == []

    @invariant()
    def every_record_is_where_its_events_lead(self) -> None:
        for name, replica in self.suite.services.items():
            touched = self._follow(name, replica)
            if touched:
                columns = (RECORDS.c.collection, RECORDS.c.id, RECORDS.c.state)
                for collection, record, state in replica.own.query(select(*columns)):
                    if (known := touched.get((collection, record))) is not None:
                        assert state in known[1], f"{known[0]} is {state}"
                        known[0].state = state
                        SEEN.add((known[0].lifecycle, state))

    def teardown(self) -> None:
        """Replay from empty gives the same rows, as one canonical dump; nothing was set aside."""
        self.suite.settle()
        self.every_record_is_where_its_events_lead()
        for replica in self.suite.services.values():
            assert replica.at_work.news.counts().get("parked", 0) == 0
            assert replica.at_work.set_aside.count() == 0
            before = replica.dump()
            assert replica.rebuilt() == before

    def _heads(self) -> list[int]:
        return [sum(log.head()) for log in self.suite.logs.values()]

    def _follow(self, service: str, replica: Replica) -> dict[tuple[str, str], tuple[Known, set[str]]]:
        """What the new events lead to: (record, the states it may be in)."""
        touched: dict[tuple[str, str], tuple[Known, set[str]]] = {}
        columns = (EVENTS.c.inserted, EVENTS.c.type, EVENTS.c.payload, EVENTS.c.role)
        new = select(*columns).where(EVENTS.c.inserted > self.read[service]).order_by(EVENTS.c.inserted)
        for inserted, event, payload, role in replica.own.query(new):
            self.read[service] = inserted
            lifecycle, said = LIFECYCLE_OF[event], json.loads(payload)
            if lifecycle.bulk_rows is not None:
                continue
            parent = said[lifecycle.parent_field] if lifecycle.parent_field else None
            record = said[lifecycle.id_field]
            key = (lifecycle.collection, record)
            known = self.model.setdefault(key, Known(lifecycle.name, record, "", parent))
            may = touched[key][1] if key in touched else {known.state}
            rows = [
                one
                for one in rows_of_event(event)
                for state in may
                if state in one.came_from or not (state or one.came_from)
            ]
            assert rows, f"{event} of a {lifecycle.name} in {may} was not published"
            to = {one for row in rows for one in (may if row.to == "same" else {row.to})}
            touched[key] = (known, to)
            self._hold(known, event, said, role)
            known.past.append(event)
        return touched

    def _hold(self, known: Known, event: str, said: dict[str, Any], role: str) -> None:
        """What must have happened before, or be said, when this happens."""
        past = {*known.past}
        if event == "SubmissionClosed":
            assert past & REPLIES, "a submission is closed without a word"
        if event == "TopicRoundOpened":
            assert "TopicApproved" in past, "consulting without an approval"
        if event == "TopicApproved":
            assert role == "PARTY", f"approved by {role}"
        if event in BEFORE_THE_SIGNATURE:
            assert "MinutesSigned" not in past, "minutes are changed after their signature"
        if event in ("TaskAssigned", "TaskReassigned"):
            assert isinstance(said["lead"], str), "a task has one lead"
            assert said["due"], "a task has a due date"
        if event == "TaskAssigned":
            assert said["policy"] is None or "@" in said["policy"], "a due date cites its policy, or was named"
        if event == "TaskExtended":
            assert said["old_due"], "both dates are visible"
            assert said["due"], "both dates are visible"


def test_whatever_happens_the_invariants_hold(tell: Any) -> None:
    machine = settings(
        max_examples=20, stateful_step_count=500, derandomize=True, deadline=None, suppress_health_check=[*HealthCheck]
    )
    run_state_machine_as_test(WholeSuiteMachine, settings=machine)
    tell(f"{STEPS.total()} steps: {dict(STEPS)}; {len(SEEN)} states reached")
