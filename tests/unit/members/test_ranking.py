"""The ranking of bodies for a member: near home, convenient for work, by expertise; what holds for any of them."""

import random
from dataclasses import replace

import pytest

from services.members.posting.coverage import CountedMembership, CountedPosting, coverage_of_postings
from services.members.posting.ranking import (
    BodyToBePostedTo,
    PostedTo,
    SeekingMember,
    SeenOfAProfile,
    Station,
    candidate,
    ranked,
    seeking_of,
    shared,
    station_of,
)

COUNTY, TOWN, NEXT_TOWN, VILLAGE = "620723", "620723101", "620723102", "620723101201"
NOWHERE = SeekingMember(None, None, ())
STATION = Station("one", "沙河镇工作站 𠮷", TOWN, ("教育",), 0)
DIVISIONS = (None, "62", "6207", COUNTY, TOWN, NEXT_TOWN, VILLAGE, "620724101", "110101001")
FIELDS = ("教育", "医卫", "农业", "法律")


@pytest.mark.parametrize(
    ("division", "other", "levels"),
    [
        (None, TOWN, 0),
        ("110101001", TOWN, 0),
        ("620724101", TOWN, 2),
        (NEXT_TOWN, TOWN, 3),
        (TOWN, TOWN, 4),
        (VILLAGE, TOWN, 4),
        (VILLAGE, VILLAGE, 5),
        (COUNTY, VILLAGE, 3),
    ],
)
def test_the_more_levels_two_places_share_the_nearer_they_are(division: str | None, other: str, levels: int) -> None:
    assert shared(division, other) == levels


@pytest.mark.parametrize(
    ("member", "principle", "score"),
    [
        (replace(NOWHERE, residence=VILLAGE), "residence", 4),
        (replace(NOWHERE, workplace=TOWN), "convenience", 4),
        (replace(NOWHERE, fields=("教育", "医卫")), "expertise", 2),
        (SeekingMember(TOWN, NEXT_TOWN, ("教育",)), "residence", 9),
        (NOWHERE, None, 0),
    ],
)
def test_the_reason_that_speaks_most_for_it_is_named(member: SeekingMember, principle: str | None, score: int) -> None:
    found = candidate(member, STATION)
    assert (found.principle, found.score) == (principle, score)


def test_of_equal_ones_that_with_fewer_members_comes_first() -> None:
    fuller = replace(STATION, id="a", members=3)
    assert [one.organisation for one in ranked(NOWHERE, [fuller, STATION])] == ["one", "a"]


def somebody(chance: random.Random) -> SeekingMember:
    fields = tuple(chance.sample(FIELDS, chance.randint(0, 3)))
    return SeekingMember(chance.choice(DIVISIONS), chance.choice(DIVISIONS), fields)


def some_stations(chance: random.Random) -> list[Station]:
    places = [one for one in DIVISIONS if one is not None]
    return [
        Station(
            f"{number:02}",
            "站",
            chance.choice(places),
            tuple(chance.sample(FIELDS, chance.randint(0, 3))),
            chance.randint(0, 2),
        )
        for number in range(chance.randint(0, 12))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_ranked_nothing_is_lost_and_the_order_is_that_of_the_reasons(seed: int) -> None:
    chance = random.Random(seed)
    member, stations = somebody(chance), some_stations(chance)
    found = ranked(member, stations)
    assert sorted(one.organisation for one in found) == sorted(one.id for one in stations)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.score == one.residence + one.convenience + 2 * len(one.expertise) for one in found)
    assert all((one.principle is None) == (one.score == 0) for one in found)
    chance.shuffle(stations)
    assert ranked(member, stations) == found


@pytest.mark.parametrize("seed", range(60))
def test_a_station_never_suits_less_for_living_beside_it(seed: int) -> None:
    chance = random.Random(seed)
    member, stations = somebody(chance), some_stations(chance)
    for station in stations:
        there = replace(member, residence=station.division)
        assert candidate(there, station).score >= candidate(member, station).score


def test_his_sector_is_part_of_what_he_is_good_at() -> None:
    profile = SeenOfAProfile("ana", None, TOWN, None, ("法律",))
    assert seeking_of("教育界", profile) == SeekingMember(TOWN, None, ("教育界", "教育", "法律"))
    assert seeking_of("教育界", None) == SeekingMember(None, None, ("教育界", "教育"))


def test_a_station_needs_what_its_profile_says_and_counts_who_is_posted_there() -> None:
    body = BodyToBePostedTo("one", "站", "station", TOWN)
    needs = SeenOfAProfile(None, "one", None, None, ("农业",))
    posted = [PostedTo("ana", "one"), PostedTo("ben", "two")]
    assert station_of(body, [needs], posted) == Station("one", "站", TOWN, ("农业",), 1)


def test_members_who_are_posted_nowhere_are_named() -> None:
    members = [
        CountedMembership("ana", "active"),
        CountedMembership("ben", "active"),
        CountedMembership("cai", "ended"),
    ]
    postings = [CountedPosting("active", "ana"), CountedPosting("ended", "ben"), CountedPosting("proposed", "ben")]
    found = coverage_of_postings(members, postings)
    assert (found.members, found.posted, found.not_posted, found.members_not_posted) == (2, 1, 1, ("ben",))
