"""Venues and bookings on a database: no two at once whoever writes at once, ends by themselves, who may do what."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from services.members.division.events import Division, DivisionsLoaded
from services.members.organisation.events import OrganisationCreated
from services.members.service import MembersService
from services.members.venue_standard.default_list import DEFAULT_ITEMS, first_standard
from tests.unit.kernel.library.running import Library, SetClock, databases

COUNTY, TOWN, NEXT_TOWN = "620723", "620723101", "620723102"
VILLAGE, NEXT_VILLAGE = "620723101201", "620723101202"
DIVISIONS = (
    Division(COUNTY, "临泽县", "county", "6207", True),
    Division(TOWN, "沙河镇", "township", COUNTY, True),
    Division(VILLAGE, "一村", "village", TOWN, True),
    Division(NEXT_VILLAGE, "二村", "village", TOWN, True),
    Division(NEXT_TOWN, "邻镇", "township", COUNTY, True),
)
OFFICE, COUNCIL, FIRST, SECOND, FAR = (f"019a0000-0000-7000-8000-00000000000{one}" for one in "12345")
ORGANISATIONS = (
    OrganisationCreated(OFFICE, "县政协", "cppcc_office", COUNTY, None),
    OrganisationCreated(COUNCIL, "镇议事会", "council", TOWN, None),
    OrganisationCreated(FIRST, "一村议事会", "council", VILLAGE, None),
    OrganisationCreated(SECOND, "二村议事会", "council", NEXT_VILLAGE, None),
    OrganisationCreated(FAR, "邻镇议事会", "council", NEXT_TOWN, None),
)
AUGUST = datetime(2026, 8, 12, 2, tzinfo=UTC)
ADM, AUDITOR = Actor(roles=("ADM",)), Actor(roles=("AUD",))


def acting(role: str, organisation: str) -> Actor:
    division = next(one.division for one in ORGANISATIONS if one.organisation_id == organisation)
    return Actor(roles=(role,), organisation=organisation, division=division)


OFF = acting("OFF", OFFICE)


@dataclass
class Site:
    of: Library = field(init=False)

    def __post_init__(self) -> None:
        lifecycles = Lifecycles(MembersService.lifecycles)
        self.of = Library(*databases(), lifecycles=lifecycles, clock=SetClock(AUGUST))
        begun = (DivisionsLoaded(new_id(), "测试", DIVISIONS), first_standard(new_id()), *ORGANISATIONS)
        record(self.of.lifecycles, self.of.store, new_id(), begun, self.of.clock(), SYSTEM, "SYS")
        for one in ORGANISATIONS:
            known = (
                f'{{"id":"{one.organisation_id}","name":"{one.name}","kind":"{one.kind}","division":"{one.division}"}}'
            )
            self.of.know("organisation", one.organisation_id, known, one.division)

    def create(self, **said: object) -> str:
        body = {"name": "议事室", "division": VILLAGE, "organisation": FIRST, "tier": "point", **said}
        return str(self.of.do("create", ("venues", None), body, ADM)["id"])

    def does(self, command: str, venue: str, actor: Actor = OFF, **said: object) -> dict[str, Any]:
        return self.of.do(command, ("venues", venue), said, actor)

    def book(self, venue: str, actor: Actor, hour: int = 9, by: Library | None = None, **said: object) -> str:
        times = {"starts_at": f"2026-09-01T{hour:02}:00:00+08:00", "ends_at": f"2026-09-01T{hour + 2:02}:00:00+08:00"}
        body = {**times, "organisation": actor.organisation, "purpose": "议事 𠮷", **said}
        return str((by or self.of).do("book", ("bookings", None), body, actor, parent=venue)["id"])

    def shown(self, collection: str, record_id: str, parent: str | None = None) -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, Caller(), record_id, parent_id=parent), AUDITOR)


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_nearest_office_takes_a_room_from_plan_to_acceptance(site: Site) -> None:
    room = site.create(status="拟建")
    site.does("start_building", room, on="2026-03-02")
    assert site.does("finish_building", room)["state"] == "built"
    checked = [{"code": one.code, "met": True, "evidence": "看了", "on": "2026-08-01"} for one in DEFAULT_ITEMS]
    with pytest.raises(RuleBroken) as refused:
        site.does("accept", room, items=[{**checked[0], "met": False}, *checked[1:]])
    assert (refused.value.rule, "有场所" in str(refused.value)) == ("AllSixMustBeMet", True)
    assert site.does("accept", room, items=checked)["state"] == "accepted"
    shown = site.shown("venues", room)
    assert (shown["started_on"], shown["built_on"], shown["accepted_on"]) == ("2026-03-02", "2026-08-12", "2026-08-12")
    assert [one["label"] for one in shown["accepted_items"]] == [one.label for one in DEFAULT_ITEMS]


def test_a_divisions_own_standard_is_the_one_that_is_met(site: Site) -> None:
    room = site.create(status="built")
    items = [{"code": f"own-{number}", "label": f"有第{number}项"} for number in range(6)]
    standard = site.of.do("create", ("venue-standards", None), {"division": TOWN, "items": items}, ADM)["id"]
    checked = [{"code": one["code"], "met": True, "evidence": "看了", "on": "2026-08-01"} for one in items]
    site.does("accept", room, items=checked)
    assert site.shown("venues", room)["standard"] == standard


def test_only_the_nearest_office_takes_it_further_and_only_the_administrator_names_it(site: Site) -> None:
    room = site.create(status="building")
    for actor in (ADM, acting("CHAIR", FIRST), acting("STN", COUNCIL)):
        with pytest.raises(NotPermitted):
            site.does("finish_building", room, actor)
    with pytest.raises(NotPermitted):
        site.does("amend", room, name="新室")


def test_platforms_make_a_tree_and_what_they_name_is_there(site: Site) -> None:
    hall = site.create(tier="hall", division=COUNTY, organisation=OFFICE, kind="reception_room")
    point = site.create(parent=hall, brand={"name": "红邻小院", "owner": FIRST})
    assert site.shown("venues", point)["brand"] == {"name": "红邻小院", "owner": FIRST, "story": None}
    with pytest.raises(RuleBroken):
        site.of.do("amend", ("venues", hall), {"parent": point}, ADM)
    with pytest.raises(RuleBroken) as refused:
        site.of.do("amend", ("venues", hall), {"tier": "point"}, ADM)
    assert refused.value.rule == "VenuesBelowMustStayOfALowerTier"
    for field_, value in (("parent", new_id()), ("host", new_id()), ("brand", {"name": "院", "owner": new_id()})):
        with pytest.raises(Invalid) as invalid:
            site.create(**{field_: value})
        assert list(invalid.value.errors) == [field_]


def test_no_circle_whoever_writes_at_once(site: Site) -> None:
    hall, station = site.create(tier="hall"), site.create(tier="station")
    another = site.of.beside()
    commit, done = another.store.commit, list[str]()

    def after_somebody_else(writes: Any) -> None:
        if not done:
            done.append("meanwhile")
            site.of.do("amend", ("venues", hall), {"tier": "point"}, ADM)
        commit(writes)

    another.store.commit = after_somebody_else  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refused:
        another.do("amend", ("venues", station), {"parent": hall}, ADM)
    assert refused.value.rule == "ParentVenueMustBeOfAHigherTier"


def test_villages_of_a_township_share_a_room_and_each_books_for_itself(site: Site) -> None:
    room = site.create()
    site.book(room, acting("CHAIR", FIRST))
    site.book(room, acting("LIA", SECOND), hour=11)
    site.book(room, acting("STN", COUNCIL), hour=13)
    second = site.book(room, OFF, hour=15, organisation=SECOND)
    for actor, organisation in ((acting("CHAIR", FAR), FAR), (acting("CHAIR", SECOND), FIRST)):
        with pytest.raises(NotPermitted):
            site.book(room, actor, hour=17, organisation=organisation)
    with pytest.raises(Invalid) as refused:
        site.book(room, OFF, hour=17, organisation=FAR)
    assert list(refused.value.errors) == ["organisation"]
    for actor in (acting("CHAIR", FIRST), ADM):
        with pytest.raises(NotPermitted):
            site.of.do("cancel", ("bookings", second), {"reason": "改期"}, actor, parent=room)
    chair = acting("CHAIR", SECOND)
    assert site.of.do("cancel", ("bookings", second), {"reason": "改期"}, chair, parent=room)["state"] == "cancelled"


def test_two_bookings_of_a_venue_never_overlap_whoever_writes_at_once(site: Site) -> None:
    room, another = site.create(), site.of.beside()
    commit, first = another.store.commit, list[str]()

    def after_somebody_else(writes: Any) -> None:
        if not first:
            first.append(site.book(room, acting("CHAIR", FIRST)))
        commit(writes)

    another.store.commit = after_somebody_else  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refused:
        site.book(room, acting("CHAIR", SECOND), hour=10, by=another)
    assert refused.value.rule == "VenueIsTakenThen"
    assert site.book(room, acting("CHAIR", SECOND), hour=11, by=another)


def test_a_venue_is_not_booked_while_it_is_suspended_whoever_writes_at_once(site: Site) -> None:
    room, another = site.create(), site.of.beside()
    commit, done = another.store.commit, list[str]()

    def after_somebody_else(writes: Any) -> None:
        if not done:
            done.append(str(site.does("suspend", room, reason="维修")["id"]))
        commit(writes)

    another.store.commit = after_somebody_else  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refused:
        site.book(room, acting("CHAIR", FIRST), by=another)
    assert refused.value.rule == "VenueMustBeInUse"


def test_a_booking_ends_by_itself_and_is_cancelled_with_its_venue(site: Site) -> None:
    room = site.create()
    morning, evening = site.book(room, OFF, organisation=FIRST), site.book(room, OFF, hour=17, organisation=FIRST)
    site.of.clock.now = datetime(2026, 9, 1, 3, tzinfo=UTC)
    while site.of.due_times.run():
        pass
    assert site.shown("bookings", morning, room)["state"] == "ended"
    site.does("suspend", room, reason="维修")
    shown = site.shown("bookings", evening, room)
    assert (shown["state"], shown["reason"], shown["venue"]) == ("cancelled", "维修", room)
    assert site.of.due_times.run() == 0


def test_the_meeting_and_the_members_that_a_booking_names_are_there(site: Site) -> None:
    room, meeting = site.create(), new_id()
    for field_, value in (("meeting", meeting), ("hosts", [new_id()])):
        said: dict[str, Any] = {field_: value}
        with pytest.raises(Invalid) as refused:
            site.book(room, OFF, organisation=FIRST, **said)
        assert list(refused.value.errors) == [field_]
    site.of.know("meeting", meeting, f'{{"meeting_id":"{meeting}"}}', None)
    for division in ("620724", TOWN):
        there = f'{{"collection":"meetings","division":"{division}","organisation":null}}'
        site.of.know("standing", meeting, there, None)
        if division != TOWN:
            with pytest.raises(Invalid, match="above or below"):
                site.book(room, OFF, organisation=FIRST, meeting=meeting)
    booked = site.book(room, OFF, organisation=FIRST, meeting=meeting)
    assert site.shown("bookings", booked, room)["meeting"] == meeting
