"""Ruling 7: a division that has ended names its successor, whose bodies then act for its records."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from infra.kernel.access.capacities import capacity_for
from infra.kernel.access.divisions import Divisions, KnownEnd
from infra.kernel.access.places import Actor, KnownOrganisation, KnownPosting, Place
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.base.ids import new_id
from infra.kernel.lookups.conditions import DIVISION, Filed
from infra.kernel.lookups.divisions_in_memory import DIVISION_END, EVERYWHERE, DivisionsInMemory
from infra.kernel.lookups.reading_rights import close_by, may_be_read_by
from infra.kernel.lookups.successions import with_predecessors, with_successors
from infra.kernel.storage.news_store import CopyWrite, NewsStore, PlaceInLog
from services.members.division.events import DivisionAmended, DivisionEnded, DivisionEntry
from tests.directory import LiteralDirectory
from tests.unit.kernel.library.running import databases
from tests.unit.whole_suite import TOWN as SUITES_TOWN
from tests.unit.whole_suite import WholeSuite

COUNTY, MERGED, TOWN, THIRD, OTHER_COUNTY = "620723", "620723101", "620723102", "620723103", "620722"
VILLAGE, VILLAGE_NOW = "620723101201", "620723102301"
LAST_DAY = date(2026, 5, 31)
TODAY = date(2026, 6, 1)
ENDED = Divisions((KnownEnd(MERGED, LAST_DAY, TOWN), KnownEnd(VILLAGE, LAST_DAY, VILLAGE_NOW)))
KINDS = {
    **dict.fromkeys(("CHAIR", "LIA", "REC"), "council"),
    "STN": "station",
    "PARTY": "party",
    "GOV": "government",
    "DISP": "dispatch_office",
    "SUP": "supervising_office",
    "OFF": "cppcc_office",
}
TOPIC = Place(MERGED, council=f"council of {MERGED}")


def directory(*divisions: str, ended: Divisions = ENDED, **more: Any) -> LiteralDirectory:
    made = (KnownOrganisation(f"{kind} of {one}", kind, kind, one) for one in divisions for kind in {*KINDS.values()})
    return LiteralDirectory(tuple(made), divisions=ended, **more)


def may(role: str, division: str, place: Place, known: LiteralDirectory, day: date = TODAY) -> bool:
    actor = Actor(None, (role,), f"{KINDS[role]} of {division}", division)
    return capacity_for(Standing(actor, known, day), (role,), place) == role


@pytest.mark.parametrize("role", sorted(KINDS))
def test_ruling_7_the_bodies_of_the_successor_act_and_those_of_the_ended_division_no_more(role: str) -> None:
    known = directory(MERGED, TOWN, THIRD)
    assert [may(role, one, TOPIC, known) for one in (MERGED, TOWN, THIRD)] == [False, True, False]


@pytest.mark.parametrize("role", sorted(KINDS))
def test_until_the_end_of_its_last_day_its_own_bodies_act(role: str) -> None:
    known = directory(MERGED, TOWN)
    assert [may(role, one, TOPIC, known, LAST_DAY) for one in (MERGED, TOWN)] == [True, False]


def test_nearest_above_is_walked_from_the_successor() -> None:
    elsewhere = Divisions((KnownEnd(MERGED, LAST_DAY, "620722101"),))
    known = directory(COUNTY, OTHER_COUNTY, ended=elsewhere)
    for role in ("OFF", "DISP", "SUP", "STN"):
        assert [may(role, one, Place(MERGED), known) for one in (COUNTY, OTHER_COUNTY)] == [False, True]


def test_the_same_level_holds_a_village_follows_its_own_successor() -> None:
    known = directory(VILLAGE, VILLAGE_NOW, TOWN)
    held = [may("PARTY", one, Place(VILLAGE), known) for one in (VILLAGE, VILLAGE_NOW, TOWN)]
    assert held == [False, True, False]
    assert may("STN", TOWN, Place(VILLAGE), known)


def test_a_chain_of_successors_ends_at_the_one_in_force() -> None:
    later = LAST_DAY + timedelta(days=365)
    chain = Divisions((KnownEnd(MERGED, LAST_DAY, TOWN), KnownEnd(TOWN, later, THIRD)))
    assert chain.acting_for(MERGED, TODAY) == TOWN
    assert chain.acting_for(MERGED, later + timedelta(days=1)) == chain.acting_for(TOWN, date(2027, 12, 1)) == THIRD
    known = directory(MERGED, TOWN, THIRD, ended=chain)
    held = [may("PARTY", one, TOPIC, known, date(2027, 12, 1)) for one in (MERGED, TOWN, THIRD)]
    assert held == [False, False, True]


def test_an_end_that_was_taken_back_is_none_and_a_circle_on_the_way_stops() -> None:
    assert Divisions((KnownEnd(MERGED, None, None),)).acting_for(MERGED, TODAY) == MERGED
    circle = Divisions((KnownEnd(MERGED, LAST_DAY, TOWN), KnownEnd(TOWN, LAST_DAY, MERGED)))
    assert circle.acting_for(MERGED, TODAY) == TOWN


def test_a_record_that_belongs_to_a_body_above_stays_with_it() -> None:
    known = directory(MERGED, TOWN, COUNTY)
    of_the_county = Place(MERGED, council=f"council of {COUNTY}")
    assert [may("CHAIR", one, of_the_county, known) for one in (MERGED, TOWN, COUNTY)] == [False, False, True]


def test_a_record_that_the_successors_council_took_over_is_its_own() -> None:
    assert may("CHAIR", TOWN, Place(MERGED, council=f"council of {TOWN}"), directory(MERGED, TOWN))


def test_a_member_of_the_ended_division_or_posted_there_is_a_member_of_the_successor() -> None:
    posting = KnownPosting("posting", "ana", "station", MERGED, active=True)
    known = directory(TOWN, postings=(posting,))
    posted = Standing(Actor("ana", ("MEM",), None, None), known, TODAY)
    assert capacity_for(posted, ("MEM",), Place(TOWN)) is None  # she holds no membership
    for division in (MERGED, TOWN):
        by_token = Standing(Actor(None, ("MEM",), None, division), known, TODAY)
        assert [capacity_for(by_token, ("MEM",), Place(one)) for one in (MERGED, TOWN, THIRD)] == ["MEM", "MEM", None]


def test_an_office_of_the_successor_reads_what_that_of_the_ended_one_read() -> None:
    before, beside = Filed(MERGED, "place"), Filed(THIRD, "place")
    office = Actor("ana", ("OFF",), "office", TOWN)
    assert not may_be_read_by(office).holds(before)
    reader = with_predecessors(office, ENDED, TODAY)
    assert may_be_read_by(reader).holds(before)
    assert may_be_read_by(reader).holds(Filed(VILLAGE, "place"))
    assert may_be_read_by(reader).holds(Filed(MERGED, "offices"))
    assert close_by(reader, MERGED, "public")
    assert not may_be_read_by(reader).holds(beside)
    assert not close_by(reader, THIRD, "public")
    assert with_predecessors(office, ENDED, LAST_DAY) == office


def test_a_department_of_the_successor_reads_no_more_than_it_was_given() -> None:
    handler = with_predecessors(Actor("ana", ("HND",), "roads", TOWN), ENDED, TODAY)
    assert not may_be_read_by(handler).holds(Filed(MERGED, "place"))
    assert not close_by(handler, MERGED, "public")


def test_where_nothing_that_a_condition_is_about_has_ended_it_stays_as_it_is() -> None:
    county = DIVISION.begins_with(COUNTY)
    assert with_successors(county, ENDED, TODAY) is county
    assert with_predecessors(Actor("ana", ("OFF",), "office", COUNTY), ENDED, TODAY).succeeds == ()


def test_ends_are_kept_in_memory_and_read_again_when_news_is_written_or_after_two_seconds() -> None:
    own, _keys = databases()
    news, elsewhere, seconds = NewsStore(own), NewsStore(own), [0.0]
    kept = DivisionsInMemory(news, lambda: seconds[0])

    def brought(store: NewsStore, text: str) -> None:
        store.take(
            PlaceInLog("members", store.cursor("members"), 1),
            [CopyWrite(DIVISION_END, MERGED, EVERYWHERE, text)],
            [],
            "",
        )

    assert kept.now() is kept.now()
    brought(news, f'{{"code":"{MERGED}","last_day":"2026-05-31","successor":"{TOWN}"}}')
    assert kept.now().acting_for(MERGED, TODAY) == TOWN
    with own.transaction() as cursor:
        elsewhere.write_copies(cursor, [CopyWrite(DIVISION_END, MERGED, EVERYWHERE, f'{{"code":"{MERGED}"}}')])
    seconds[0] = 1.9
    assert kept.now().acting_for(MERGED, TODAY) == TOWN
    seconds[0] = 2.0
    assert kept.now().acting_for(MERGED, TODAY) == MERGED


def test_an_end_reaches_every_service_with_the_day_and_is_taken_back_by_a_later_file() -> None:
    suite = WholeSuite()
    town = DivisionEntry(SUITES_TOWN, "沙河镇", "township", COUNTY, True)
    ended = replace(town, valid_until=LAST_DAY, successor=THIRD)
    suite.told("members", DivisionEnded(new_id(), "test", town, ended))
    suite.settle()
    known = [one.at_work.directory.divisions for one in suite.services.values()]
    assert {one.acting_for(SUITES_TOWN, TODAY) for one in known} == {THIRD}
    assert {one.acting_for(SUITES_TOWN, LAST_DAY) for one in known} == {SUITES_TOWN}
    counting = replace(ended, counts_in_coverage=False)
    suite.told("members", DivisionAmended(new_id(), "test", ended, counting))
    suite.settle()
    assert suite.services["topics"].at_work.directory.divisions.has_ended(SUITES_TOWN, TODAY)
    suite.told("members", DivisionAmended(new_id(), "test", counting, town))
    suite.settle()
    known = [one.at_work.directory.divisions for one in suite.services.values()]
    assert not any(one.has_ended(SUITES_TOWN, TODAY) for one in known)
