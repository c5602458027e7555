"""Profiles, and what many records answer together, on a database: for whom, in which order, and how much at once."""

from datetime import date
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.recording import record
from services.members import coverage
from services.members.charge.events import ChargeCreated
from services.members.division.events import Division, DivisionsLoaded
from services.members.member.events import MemberAdmitted
from services.members.organisation.events import OrganisationCreated
from tests.unit.members.test_contacts_at_work import ANA, AUDITOR, BEN, COUNTY, OFF, OFFICE, Site, a_member

TOWN, NEXT_TOWN, VILLAGE = "620723101", "620723102", "620723101201"
MEMBER, NEAR, FAR_OFF, CLUB = (f"019a0000-0000-7000-8000-0000000000f{one}" for one in "1234")
FURTHER = (
    DivisionsLoaded(
        new_id(),
        "测试",
        (
            Division(TOWN, "沙河镇", "township", COUNTY, True),
            Division(NEXT_TOWN, "邻镇", "township", COUNTY, True),
            Division(VILLAGE, "一村", "village", TOWN, True),
        ),
    ),
    OrganisationCreated(NEAR, "沙河镇工作站", "station", TOWN, None),
    OrganisationCreated(FAR_OFF, "邻镇工作站", "station", NEXT_TOWN, None),
    OrganisationCreated(CLUB, "教育局", "department", TOWN, None),
    MemberAdmitted(MEMBER, ANA, COUNTY, "教育界", "第九届"),
    ChargeCreated(new_id(), ANA, TOWN, date(2026, 1, 1), None, "2026-Q1", None),
)


@pytest.fixture
def site() -> Site:
    made = Site()
    record(made.of.lifecycles, made.of.store, new_id(), FURTHER, made.of.clock(), SYSTEM, "SYS")
    return made


def profile(site: Site, actor: Actor = OFF, **said: object) -> str:
    body = {"division": COUNTY, **said}
    return str(site.of.do("create", ("profiles", None), body, actor)["id"])


def candidates(site: Site, reader: Actor = AUDITOR) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.coverage(reader).candidates(MEMBER)["candidates"]
    return found


def test_stations_are_ranked_by_where_he_lives_and_what_they_need(site: Site) -> None:
    assert {one["organisation"] for one in candidates(site)} == {NEAR, FAR_OFF}
    profile(site, person=ANA, residence=VILLAGE, workplace=NEXT_TOWN)
    assert [(one["organisation"], one["principle"]) for one in candidates(site)] == [
        (NEAR, "residence"),
        (FAR_OFF, "convenience"),
    ]
    profile(site, organisation=FAR_OFF, expertise=["教育", "教育"])
    best = candidates(site)[0]
    assert (best["organisation"], best["expertise"], best["score"]) == (FAR_OFF, ("教育",), 9)


def test_who_may_not_read_the_member_is_told_nothing_of_him(site: Site) -> None:
    stranger = Actor(roles=("OFF",), organisation=new_id(), division="620724")
    with pytest.raises(NotFound):
        candidates(site, stranger)


def test_where_a_member_lives_is_under_his_key(site: Site) -> None:
    made = profile(site, person=ANA, residence=VILLAGE)
    stored = [event.payload for event in site.of.store.stream(f"profile-{made}")]
    assert not any(VILLAGE in payload for payload in stored)
    shown = site.of.records.one(ReadCall("profiles", Caller(), made), AUDITOR)
    assert (shown["residence"], shown["workplace"]) == (VILLAGE, None)
    site.of.do("amend", ("profiles", made), {"workplace": TOWN, "expertise": ["法律 𠮷"]}, a_member(ANA))
    shown = site.of.records.one(ReadCall("profiles", Caller(), made), AUDITOR)
    assert (shown["residence"], shown["workplace"], shown["expertise"]) == (VILLAGE, TOWN, ["法律 𠮷"])


def test_a_profile_is_the_members_own_or_the_offices(site: Site) -> None:
    assert profile(site, a_member(BEN), person=BEN)
    with pytest.raises(NotPermitted):
        profile(site, a_member(BEN), person=ANA)
    with pytest.raises(RuleBroken) as refused:
        profile(site, person=BEN)
    assert refused.value.rule == "OnlyOneProfileAtATime"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"person": "019a0000-0000-7000-8000-0000000000ff"}, "person"),
        ({"organisation": "019a0000-0000-7000-8000-0000000000ff"}, "organisation"),
        ({"person": ANA, "residence": "620799"}, "residence"),
        ({"person": ANA, "workplace": "620799"}, "workplace"),
        ({"person": ANA, "organisation": OFFICE}, "person"),
        ({"organisation": OFFICE, "residence": TOWN}, "residence"),
    ],
)
def test_what_a_profile_names_must_be_there(site: Site, said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        profile(site, **said)
    assert list(refused.value.errors) == [wrong]


def test_gaps_are_of_the_level_that_is_asked_for(site: Site) -> None:
    towns = site.coverage().of_charges(COUNTY, "township", None)
    assert (towns["units"], towns["charged"], towns["gaps"], towns["period"]) == (2, 1, (NEXT_TOWN,), "2026-Q3")
    assert site.coverage().of_charges(COUNTY, "village", "2026")["gaps"] == (VILLAGE,)


def test_members_without_a_posting_are_counted(site: Site) -> None:
    found = site.coverage().of_postings(COUNTY)
    assert (found["members"], found["posted"], found["not_posted"]) == (3, 0, 3)


def test_more_than_can_be_counted_at_once_is_refused_with_what_to_do(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "MOST_UNITS", 1)
    with pytest.raises(Invalid) as refused:
        site.coverage().of_charges(COUNTY, "township", None)
    assert list(refused.value.errors) == ["division"]
