"""What anybody may know of a place: where it lies, what is there and below it, and nothing that has ended."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from infra.kernel.base.problems import NotFound
from infra.kernel.running.runtime import Runtime
from services.members.places import place
from tests.unit.ordinary_year.year import ADMINISTRATION, OrdinaryYear
from tests.unit.whole_suite import COUNTY, OTHER_TOWN, TOWN


def shown(year: OrdinaryYear, code: str) -> dict[str, Any]:
    of = year.home["divisions"]
    return place(cast("Runtime", SimpleNamespace(database=of.own, clock=SimpleNamespace(now=of.clock))), code)


def test_a_place_is_told_with_its_way_from_above_and_what_lies_just_below(year: OrdinaryYear) -> None:
    county = shown(year, COUNTY)
    assert [one["name"] for one in county["path"]] == ["甘肃省", "张掖市", "临泽县"]
    assert [one["code"] for one in county["below"]] == [TOWN, OTHER_TOWN]
    assert [one["code"] for one in shown(year, "62")["below"]] == ["6207"]


def test_only_bodies_that_anybody_may_come_to_are_told_and_none_that_has_ended(year: OrdinaryYear) -> None:
    assert {one["kind"] for one in shown(year, TOWN)["organisations"]} == {"council", "station"}
    year.do(ADMINISTRATION, f"organisations/{year.organisations['station']}", "end", no_successor=True, reason="撤并")
    assert {one["kind"] for one in shown(year, TOWN)["organisations"]} == {"council"}


def test_nobody_who_sits_there_is_told(year: OrdinaryYear) -> None:
    assert {name for one in shown(year, TOWN)["organisations"] for name in one} == {
        "id",
        "state",
        "name",
        "kind",
        "opening_hours",
        "place",
    }


def test_a_place_that_has_ended_is_not_among_those_below(year: OrdinaryYear) -> None:
    year.load_divisions(f"{OTHER_TOWN},蓼泉镇,township,{COUNTY},,2026-03-01,{TOWN}")
    year.until("2026-09-01")
    assert [one["code"] for one in shown(year, COUNTY)["below"]] == [TOWN]


@pytest.mark.parametrize("code", ["629999", "", "62072310", "x"])
def test_what_is_no_place_is_not_found(year: OrdinaryYear, code: str) -> None:
    with pytest.raises(NotFound):
        shown(year, code)
