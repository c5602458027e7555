"""Charges and duties on a database: quarters that open by themselves, one duty whoever writes at once, late entries."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from infra.kernel.storage.news_store import NOT_APPLICABLE
from services.members.division.events import Division, DivisionsLoaded
from services.members.duty.circumstances import id_of_duty
from services.members.office.events import OfficeEnded, OfficeGranted
from services.members.person.events import PersonCreated
from services.members.service import MembersService
from tests.unit.kernel.library.running import Library, SetClock, databases

TOWN, COUNTY = "620723101", "620723"
OFFICE, NEXT_COUNTY = "019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"
ANA, BEN = "019a0000-0000-7000-8000-00000000000a", "019a0000-0000-7000-8000-00000000000b"
TOPIC, ANAS_OFFICE = "019a0000-0000-7000-8000-00000000000c", "019a0000-0000-7000-8000-00000000000d"
OFF = Actor(person=None, roles=("OFF",), organisation=OFFICE, division=COUNTY)
OTHER_OFF = Actor(person=None, roles=("OFF",), organisation=NEXT_COUNTY, division="620724")
LEAD, OTHER_LEAD = Actor(person=ANA, roles=("LEAD",)), Actor(person=BEN, roles=("LEAD",))
AUDITOR = Actor(roles=("AUD",))
AUGUST = datetime(2026, 8, 12, 2, tzinfo=UTC)
BEGAN = (
    DivisionsLoaded(new_id(), "测试", (Division(TOWN, "沙河镇", "township", COUNTY, True),)),
    PersonCreated(ANA, "安", None),
    PersonCreated(BEN, "本", None),
    OfficeGranted(ANAS_OFFICE, ANA, OFFICE, COUNTY, "LEAD", date(2026, 1, 1), None, deputy=False),
)


@dataclass
class Site:
    """`members` at work; `pass_to` sets its clock and lets it do what has fallen due, news of its own included."""

    at: datetime = AUGUST
    of: Library = field(init=False)

    def __post_init__(self) -> None:
        lifecycles = Lifecycles(MembersService.lifecycles)
        self.of = Library(*databases(), lifecycles=lifecycles, clock=SetClock(self.at))
        self.happened(*BEGAN)
        for office, division in ((OFFICE, COUNTY), (NEXT_COUNTY, "620724")):
            known = f'{{"id":"{office}","name":"政协","kind":"cppcc_office","division":"{division}"}}'
            self.of.know("organisation", office, known, division)
        self.news = Subscription(
            "members",
            Effects("members", MembersService.copies, MembersService.reactions, self.of.news.copy),
            self.of.news,
            self.of.handler,
            self.of.lookups_at,
            self.of.clock,
            self.of.store.log,
            lambda: None,
        )

    def happened(self, *events: object) -> None:
        record(self.of.lifecycles, self.of.store, new_id(), events, self.of.clock(), SYSTEM, "SYS")

    def pass_to(self, moment: datetime) -> None:
        self.of.clock.now = moment
        self.work()

    def work(self) -> None:
        while self.of.due_times.run():
            self.of.store.number(1000)
            self.news.catch_up(look=True)

    def charge(self, actor: Actor = OFF, **said: str) -> str:
        return str(self.of.do("create", ("charges", None), {"leader": ANA, "division": TOWN, **said}, actor)["id"])

    def schedule(self, quarter: str = "2026-Q3", actor: Actor = OFF, **said: str) -> str:
        body = {"leader": ANA, "division": TOWN, "quarter": quarter, **said}
        return str(self.of.do("schedule", ("duties", None), body, actor)["id"])

    def record_visit(self, duty: str, actor: Actor = LEAD, **said: object) -> dict[str, Any]:
        body = {"visited_at": "2026-08-11T10:00:00+08:00", "findings": "减速带尚缺两处 𠮷", **said}
        return self.of.do("record_visit", ("duties", duty), body, actor)

    def shown(self, duty: str) -> dict[str, Any]:
        return self.of.records.one(ReadCall("duties", Caller(), duty), AUDITOR)

    def told(self, quarter: str) -> list[tuple[str, str]]:
        """What happened to the duty of that quarter, and when."""
        stream = self.of.store.stream(f"duty-{id_of_duty(ANA, TOWN, quarter)}")
        return [(event.type, event.occurred_at[:19]) for event in stream]


def test_each_quarter_opens_a_duty_and_closes_the_one_before_over_the_years_end_in_china() -> None:
    site = Site()
    site.charge()
    site.work()
    assert site.told("2026-Q3") == [("DutyScheduled", "2026-08-12T02:00:00")]
    site.pass_to(datetime(2026, 9, 30, 16, tzinfo=UTC) - timedelta(seconds=1))
    assert site.told("2026-Q4") == []
    site.pass_to(datetime(2026, 9, 30, 16, tzinfo=UTC))
    assert site.told("2026-Q3")[1:] == [("DutyMissed", "2026-09-30T16:00:00")]
    assert site.told("2026-Q4") == [("DutyScheduled", "2026-09-30T16:00:00")]
    site.pass_to(datetime(2026, 12, 31, 16, tzinfo=UTC))
    assert site.told("2026-Q4")[1:] == [("DutyMissed", "2026-12-31T16:00:00")]
    assert site.told("2027-Q1") == [("DutyScheduled", "2026-12-31T16:00:00")]


def test_a_clock_that_goes_far_ahead_opens_and_misses_every_quarter_in_order() -> None:
    site = Site()
    site.charge(ends="2028-02-01")
    site.pass_to(datetime(2030, 1, 1, tzinfo=UTC))
    for quarter, opened, over in (
        ("2026-Q4", "2026-09-30T16:00:00", "2026-12-31T16:00:00"),
        ("2028-Q1", "2027-12-31T16:00:00", "2028-03-31T16:00:00"),
    ):
        assert site.told(quarter) == [("DutyScheduled", opened), ("DutyMissed", over)]
    assert site.told("2028-Q2") == []


def test_a_leader_without_an_office_gets_no_duty_until_he_has_one_again() -> None:
    site = Site()
    site.charge()
    site.work()
    site.happened(OfficeEnded(ANAS_OFFICE, "调离"))
    site.pass_to(datetime(2026, 10, 8, tzinfo=UTC))
    assert site.told("2026-Q4") == []
    site.happened(OfficeGranted(new_id(), ANA, OFFICE, COUNTY, "LEAD", date(2026, 10, 8), None, deputy=False))
    site.pass_to(datetime(2026, 10, 9, tzinfo=UTC))
    assert site.told("2026-Q4") == [("DutyScheduled", "2026-09-30T16:00:00")]


def test_what_the_office_scheduled_by_hand_is_not_opened_again() -> None:
    site = Site()
    duty = site.schedule()
    site.charge()
    site.work()
    assert [name for name, _at in site.told("2026-Q3")] == ["DutyScheduled"]
    assert duty == id_of_duty(ANA, TOWN, "2026-Q3")
    assert site.of.news.counts() == {NOT_APPLICABLE: 1}


def test_there_is_one_duty_whoever_writes_at_once() -> None:
    site = Site()
    first = site.schedule()
    with pytest.raises(RuleBroken) as refused:
        site.schedule(leader=ANA.upper())
    assert refused.value.rule == "OneDutyALeaderDivisionAndQuarter"
    another = Library(site.of.own, site.of.keys, site.of.lifecycles, site.of.clock)
    commit, given = another.store.commit, list[str]()

    def after_somebody_else(writes: Any) -> None:
        if not given:
            given.append(site.schedule("2026-Q4"))
        commit(writes)

    another.store.commit = after_somebody_else  # type: ignore[method-assign]
    with pytest.raises(RuleBroken):
        another.do("schedule", ("duties", None), {"leader": ANA, "division": TOWN, "quarter": "2026-Q4"}, OFF)
    assert [name for name, _at in site.told("2026-Q4")] == ["DutyScheduled"]
    assert first != given[0]


def test_the_same_request_again_has_the_same_answer() -> None:
    site, key = Site(), new_id()
    body = {"leader": ANA, "division": TOWN, "quarter": "2026-Q3"}
    answers = [site.of.do("schedule", ("duties", None), body, OFF, key=key) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["id"] == id_of_duty(ANA, TOWN, "2026-Q3")


def test_the_leader_is_a_person_in_office_on_the_day_of_entry() -> None:
    site = Site()
    for leader in (BEN, new_id()):
        with pytest.raises(Invalid) as refused:
            site.schedule(leader=leader)
        assert list(refused.value.errors) == ["leader"]
    site.happened(OfficeGranted(new_id(), BEN, OFFICE, COUNTY, "LEAD", date(2026, 8, 13), None, deputy=False))
    with pytest.raises(Invalid):
        site.schedule(leader=BEN)
    site.of.clock.forward(days=1)
    assert site.schedule(leader=BEN)


def test_only_the_nearest_office_schedules_and_gives_charge() -> None:
    site = Site()
    for actor in (OTHER_OFF, LEAD):
        with pytest.raises(NotPermitted):
            site.schedule(actor=actor)
        with pytest.raises(NotPermitted):
            site.charge(actor)


def test_only_the_leader_named_records_the_visit_or_the_office_for_him() -> None:
    site = Site()
    duty = site.schedule()
    with pytest.raises(NotPermitted):
        site.record_visit(duty, OTHER_LEAD)
    assert site.record_visit(duty)["state"] == "done"
    assert site.shown(duty)["visited_at"] == "2026-08-11T02:00:00Z"
    site.of.do("send_back", ("duties", duty), {"reason": "写清走访了哪几个村"}, OFF)
    assert site.record_visit(duty, OFF)["state"] == "done"


def test_the_leader_does_not_verify_his_own_visit_though_he_sits_in_the_office() -> None:
    site = Site()
    duty = site.schedule()
    site.record_visit(duty)
    for person, verifies in ((ANA, False), (BEN, True)):
        actor = Actor(person=person, roles=("OFF", "LEAD"), organisation=OFFICE, division=COUNTY)
        if verifies:
            assert site.of.do("verify", ("duties", duty), {}, actor)["state"] == "verified"
        else:
            with pytest.raises(RuleBroken):
                site.of.do("verify", ("duties", duty), {}, actor)


def test_topics_that_a_visit_names_must_exist() -> None:
    site = Site()
    duty = site.schedule()
    with pytest.raises(Invalid) as refused:
        site.record_visit(duty, topics=[TOPIC])
    assert list(refused.value.errors) == ["topics"]
    site.of.know("topic", TOPIC, f'{{"topic_id":"{TOPIC}","division":"{TOWN}"}}')
    site.record_visit(duty, topics=[TOPIC])
    assert site.shown(duty)["topics"] == [TOPIC]


def test_what_is_dated_back_into_the_quarter_after_it_is_over_is_late() -> None:
    """Whether it came in time is judged at entry; the quarter's end itself was not moved by anything."""
    site = Site()
    duty = site.schedule()
    site.of.clock.now = datetime(2026, 10, 9, tzinfo=UTC)
    with pytest.raises(RuleBroken) as refused:
        site.record_visit(duty, occurred_at="2026-08-30T10:00:00+08:00")
    assert refused.value.rule == "VisitIsRecordedWithinTheQuarter"
    site.work()
    late = {"visited_at": "2026-08-11T10:00:00+08:00", "findings": "防汛", "reason": "在外学习"}
    assert site.of.do("record_late", ("duties", duty), late, LEAD)["state"] == "done"
    assert site.shown(duty)["late"] is True


def test_a_duty_dated_back_is_missed_no_earlier() -> None:
    site = Site()
    site.schedule(occurred_at="2026-07-01T08:00:00+08:00")
    site.pass_to(datetime(2026, 9, 30, 16, tzinfo=UTC))
    assert site.told("2026-Q3") == [
        ("DutyScheduled", "2026-07-01T00:00:00"),
        ("DutyMissed", "2026-09-30T16:00:00"),
    ]


def test_a_step_did_not_happen_before_the_one_that_made_it_possible() -> None:
    site = Site()
    duty = site.schedule()
    with pytest.raises(Invalid) as refused:
        site.record_visit(duty, occurred_at="2026-08-01T10:00:00+08:00")
    assert list(refused.value.errors) == ["occurred_at"]
