"""Ten thousand steps by chance through the whole suite: whatever is lost, doubled, late or begun again, these hold.

The model beside it is plain dicts: each record's state and what was said of it, as the published rows say that its events
lead to. What holds is in `by_chance/invariants.py`, by the numbers of the rules across lifecycles; 1 and 10 are here.
"""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import bindparam, select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, CommandCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import digest, new_id
from infra.kernel.storage.tables import EVENTS, RECORDS
from operations.suite.services import SERVICES
from tests.unit.by_chance import invariants
from tests.unit.by_chance.choosing import OF_CHANCE, call_for, give, out_of_place
from tests.unit.by_chance.known import ALL_ROWS, LIFECYCLE_OF, Known, Model, leads_to, payload_of
from tests.unit.by_chance.sites import STAGES, site_where
from tests.unit.ordinary_year.year import ADMINISTRATION, AUDITOR, SECURITY
from tests.unit.whole_suite import MOST, Replica

MANY = ("command",) * 15
WHAT = (
    *MANY,
    "repetition",
    "news",
    "news",
    "numbering",
    "settling",
    "restart",
    "days",
    "days",
    "look",
    "forgetting",
    "trespass",
)
CHANCE = st.integers(0, 2**32 - 1)
SERVICE = st.sampled_from([*SERVICES])
FROM = (*STAGES, "a task is dispatched")
ERASED = "已删除"
OF_NO_RECORD = "PersonForgotten"
"""Who only submitted something has no record among people."""
VOIDING = ("reissue_code", "uninvite", "substitute")
"""After these a code opens nothing: who has it is nobody, and repeats nothing."""
NEWS_COMES = 0.9
"""How often news that a command waits for arrives in time."""

COLUMNS = (EVENTS.c.inserted, EVENTS.c.type, EVENTS.c.payload, EVENTS.c.role, EVENTS.c.organisation)
NEW = select(*COLUMNS).where(EVENTS.c.inserted > bindparam("after")).order_by(EVENTS.c.inserted)
STEPS: Counter[str] = Counter()
DONE: Counter[tuple[str, str]] = Counter()
REFUSED: Counter[str] = Counter()
SEEN: set[tuple[str, str]] = set()


class WholeSuiteMachine(RuleBasedStateMachine):
    """Commands, repetitions, news in any order, restarts, forgettings and the clock."""

    @initialize(stage=st.sampled_from(FROM), chance=CHANCE)
    def begin(self, stage: str, chance: int) -> None:
        self.chance = Random(chance)
        self.site = site_where(stage).copied(self._news_arrives)
        self.suite = self.site.suite
        self.model = Model()
        self.read: Counter[str] = Counter()
        self.given: list[tuple[str, CommandCall, Actor, dict[str, Any]]] = []
        self.new = {name: one.own.prepare(NEW) for name, one in self.suite.services.items()}
        self.days: list[str] = []
        self.forgotten: set[str] = set()
        self.number = self.came = 0
        STEPS[stage] += 1
        self.every_record_is_where_its_events_lead()

    @rule(what=st.sampled_from(WHAT), service=SERVICE, chance=CHANCE)
    def step(self, what: str, service: str, chance: int) -> None:
        """One rule for all: by several, whole runs would do without one or the other."""
        STEPS[what] += 1
        self.number += 1
        # Hypothesis likes to draw the same number again and again.
        getattr(self, f"_{what}")(service, Random(f"{self.number} {chance}"))

    def _news_arrives(self) -> bool:
        if self.chance.random() > NEWS_COMES:
            return False
        self.came += 1
        self.suite.settle()
        return True

    def _command(self, service: str, chance: Random) -> None:
        found = call_for(self.site, self.model, chance, new_id())
        if found is None:
            return
        lifecycle, call, _actor = found
        before, self.came = self._heads(), 0
        answer = give(self.site, *found)
        if isinstance(answer, str):
            REFUSED[answer] += 1
            assert self.came or self._heads() == before, f"{call.command} was refused and yet recorded something"
            return
        self.given.append((*found, answer))
        DONE[lifecycle, call.command] += 1
        self._codes(call, answer)

    def _codes(self, call: CommandCall, answer: dict[str, Any]) -> None:
        """A new one is told once; what it replaces, or whose holder does not come any more, opens nothing."""
        codes = self.site.codes
        if call.command in VOIDING and call.record_id in codes:
            void = digest(codes[call.record_id])
            self.given = [one for one in self.given if void not in (one[2].tracking, one[2].participant)]
        for code in ("tracking_code", "participant_code"):
            if code in answer:
                codes[str(answer["id"])] = str(answer[code])

    def _heads(self) -> list[int]:
        return [sum(log.head()) for log in self.suite.logs.values()]

    def _trespass(self, service: str, chance: Random) -> None:
        """What no row takes from where a record is, is refused and leaves nothing."""
        for lifecycle, call, actor in out_of_place(self.site, self.model, chance):
            before, self.came = self._heads(), 0
            answer = give(self.site, lifecycle, call, actor)
            if self.came:  # by the news that came meanwhile the record may be elsewhere
                return
            assert isinstance(answer, str), f"{lifecycle}.{call.command} was done out of place"
            assert self._heads() == before, f"{call.command} was refused and yet recorded something"
            STEPS["out of place"] += 1

    def _repetition(self, service: str, chance: Random) -> None:
        """The same under the same key is the same answer, whatever has happened since."""
        if not self.given:
            return
        lifecycle, call, actor, answer = chance.choice(self.given)
        before, self.came = self._heads(), 0
        again = give(self.site, lifecycle, call, actor)
        assert again == answer, f"{lifecycle}.{call.command} was answered {answer} and then {again}"
        assert self.came or self._heads() == before, f"{lifecycle}.{call.command} is done once more"

    def _news(self, service: str, chance: Random) -> None:
        """News of one producer, some of it, in any order, some twice; or the producer's log is looked at."""
        replica = self.suite.services[service]
        name = chance.choice([*replica.lines])
        line, log = replica.lines[name], self.suite.logs[replica.definition.lines[name]]
        log.number(MOST)
        if chance.random() < 0.7:
            arrived = log.log(replica.at_work.news.cursor(name), 20)
            line.news_arrived(chance.choices(arrived, k=len(arrived)) if arrived else [])
        STEPS["news waiting"] += bool(line.has_unread)
        line.catch_up(look=chance.random() < 0.5)

    def _numbering(self, service: str, chance: Random) -> None:
        self.suite.number(service)

    def _settling(self, service: str, chance: Random) -> None:
        self.suite.settle()

    def _restart(self, service: str, chance: Random) -> None:
        self.suite.services[service].begin_again()

    def _days(self, service: str, chance: Random) -> None:
        """Time goes by, and what is due is done."""
        self.days.append(stamp(self.suite.clock()))
        self.suite.clock.forward(days=chance.choice((0.1, 1, 1, 4, 7, 16)))
        self._what_is_due()

    def _what_is_due(self) -> None:
        self.suite.settle()
        while sum(one.at_work.due_times.run() for one in self.suite.services.values()):
            self.suite.settle()
        self.every_record_is_where_its_events_lead()
        invariants.nothing_is_overdue(self.model, self.site)

    def _look(self, service: str, chance: Random) -> None:
        if chance.random() < 0.5:
            invariants.is_read_in_scope_alone(self.model, self.site, chance)
            return
        as_of = chance.choice((None, *self.days))
        invariants.children_add_up(self.model, self.site, chance.choice([*invariants.HOME]), as_of)

    def _forgetting(self, service: str, chance: Random) -> None:
        """10: two administrators destroy a submitter's key: nobody reads a word, and the log is what it was."""
        there = [one for one in self.model.of("submission") if one.said["submitter"] not in self.forgotten]
        if not there or chance.random() < 0.5:
            return
        known = chance.choice(there)
        of, stream = self.suite.services["topics"].at_work, f"submission-{known.id}"
        before = [(one.type, one.payload) for one in of.store.stream(stream)]
        self._destroy_key_of(known.said["submitter"])
        shown = of.records.one(ReadCall("submissions", Caller(), known.id), AUDITOR)
        assert [shown["text"], shown["name"], shown["contact"]] == [ERASED] * 3
        after = [(one.type, one.payload) for one in of.store.stream(stream)]
        assert after[: len(before)] == before, "the log is not what it was"

    def _destroy_key_of(self, person: str) -> None:
        """The answers that are kept for repetitions tell the codes no more either."""
        members, asked = self.suite.services["members"].at_work, {"person": person, "ground": "request", "reason": "…"}
        made = members.do("request", ("destructions", None), asked, SECURITY)["id"]
        members.do("approve", ("destructions", made), {}, ADMINISTRATION)
        self.suite.settle()
        STEPS["forgotten"] += 1
        self.forgotten.add(person)
        its = {one.id for one in self.model.of("submission", submitter=person)}
        for _lifecycle, _call, _actor, answer in self.given:
            if "tracking_code" in answer and answer["id"] in its:
                answer["tracking_code"] = ERASED

    @invariant()
    def every_record_is_where_its_events_lead(self) -> None:
        """1: no state changes without an event, and none of them goes where no row leads."""
        for name, replica in self.suite.services.items():
            touched = self._follow(name, replica)
            if touched:
                self._compare(replica, touched)

    def _compare(self, replica: Replica, touched: dict[tuple[str, str], set[str]]) -> None:
        columns = (RECORDS.c.collection, RECORDS.c.id, RECORDS.c.state, RECORDS.c.shown)
        wanted = RECORDS.c.id.in_([record for _collection, record in touched])
        found = {(one[0], one[1]): (one[2], one[3]) for one in replica.own.query(select(*columns).where(wanted))}
        assert found.keys() >= touched.keys(), "an event has no row"
        for key, states in touched.items():
            known, (state, _shown) = self.model.records[key], found[key]
            assert state in states, f"{known.lifecycle} is {state}"
            known.state = state
            if self.number:  # not what was told beforehand
                SEEN.add((known.lifecycle, state))
        for key in touched:
            known, shown = self.model.records[key], payload_of(found[key][1])
            invariants.is_shown_as_said(known, shown)
            invariants.is_counted_once(self.model, known, shown)

    def _follow(self, service: str, replica: Replica) -> dict[tuple[str, str], set[str]]:
        """What the new events lead to: the states in which each record may be."""
        touched: dict[tuple[str, str], set[str]] = {}
        new = replica.own.rows(self.new[service], {"after": self.read[service]})
        for inserted, event, payload, role, organisation in new:
            self.read[service] = inserted
            lifecycle, said = LIFECYCLE_OF[event], payload_of(payload)
            if lifecycle.bulk_rows is not None or event == OF_NO_RECORD:
                continue
            key = (lifecycle.collection, said[lifecycle.id_field])
            parent = said[lifecycle.parent_field] if lifecycle.parent_field else None
            known = self.model.records.setdefault(key, Known(lifecycle.name, key[1], "", parent))
            may = touched.get(key, {known.state})
            touched[key] = leads_to(event, may)
            assert touched[key], f"{event} of a {lifecycle.name} in {may} was not published"
            invariants.must_have_happened(self.model, self.site, known, event, said, (role, organisation))
            known.follow(event, said)
        return touched

    def teardown(self) -> None:
        """1: replay from empty gives the same rows, as one canonical dump; nothing was set aside."""
        if not hasattr(self, "suite"):
            return
        self._what_is_due()
        self.suite.settle()
        self.every_record_is_where_its_events_lead()
        for collection in invariants.HOME:
            invariants.children_add_up(self.model, self.site, collection, None)
        for replica in self.suite.services.values():
            assert replica.at_work.news.counts().get("parked", 0) == 0
            assert replica.at_work.set_aside.count() == 0
            before = replica.dump()
            assert replica.rebuilt() == before


ESSENTIAL = {
    ("meeting", "in_session"), ("consensus_item", "agreed"), ("meeting", "minutes_signed"), ("outcome", "approved"),
    ("outcome", "dispatched"), ("outcome", "closed"), ("task", "rating_open"), ("task", "done"), ("plan", "approved"),
}  # fmt: skip
OF_PEOPLE = {row.key for row in ALL_ROWS if row.lifecycle in OF_CHANCE and {*row.roles} - {"SYS"}}


def test_whatever_happens_the_invariants_hold(tell: Any) -> None:
    machine = settings(
        max_examples=22,
        stateful_step_count=500,
        derandomize=True,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(WholeSuiteMachine, settings=machine)
    steps = sum(STEPS[what] for what in {*WHAT})
    given, refused = DONE.total(), REFUSED.total()
    kinds = {*DONE} & OF_PEOPLE
    tell(
        f"{steps} steps {dict(STEPS)}; {given} commands done, {refused} refused {dict(REFUSED)}; "
        f"{len(kinds)} of {len(OF_PEOPLE)} commands, {len(SEEN)} states; never: "
        + " ".join(sorted(f"{name}.{command}" for name, command in OF_PEOPLE - kinds))
    )
    assert steps >= 10_000
    # Ids are new in each run, and with their order what is chosen among records: not each run reaches each of them.
    assert len(ESSENTIAL - SEEN) <= 1, ESSENTIAL - SEEN
    assert {("task", "rate"), ("submission", "rate")} <= kinds
    assert len(kinds) >= 0.6 * len(OF_PEOPLE)
    assert given >= refused, "most of what is tried is refused"
