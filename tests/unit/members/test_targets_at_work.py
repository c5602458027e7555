"""Targets on a database: the registers are counted when each day is over, whoever may set and report does."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted
from infra.kernel.commands.recording import record
from services.members.division.events import Division, DivisionsLoaded
from services.members.organisation.events import OrganisationCreated
from services.members.target.circumstances import facts
from services.members.target.commands import JudgeTarget
from services.members.target.domain import wanted_of
from services.members.target.measuring import CountedBody, CountedVenue, counted_places
from services.members.venue.events import VenueCreated
from tests.unit.members.test_contacts_at_work import AUDITOR, BUREAU, COUNTY, FAR, NEXT_COUNTY, OFF, OFFICE, Site

TOWN, NEXT_TOWN, STATION = "620723101", "620723102", "019a0000-0000-7000-8000-0000000000f1"
TOWNS = DivisionsLoaded(
    new_id(),
    "测试",
    (Division(TOWN, "沙河镇", "township", COUNTY, True), Division(NEXT_TOWN, "邻镇", "township", COUNTY, True)),
)
SAYS_SO = f'"kind":"station","host":"{OFFICE}","parent":"{OFFICE}","accepted_on":null'
"""A name that would be counted if what is asked for could stand in a text."""
A_STATION = OrganisationCreated(STATION, "沙河镇工作站", "station", TOWN, None)


@pytest.fixture
def site() -> Site:
    made = Site()
    happened(made, TOWNS)
    return made


def happened(site: Site, *events: object) -> None:
    record(site.of.lifecycles, site.of.store, new_id(), events, site.of.clock(), SYSTEM, "SYS")


def set_target(site: Site, actor: Actor = OFF, **said: Any) -> str:
    body = {
        "division": COUNTY,
        "organisation": OFFICE,
        "text": "各镇一站 𠮷",
        "counted": "stations",
        "number": 1,
        "units": [TOWN, NEXT_TOWN],
        "due": "2026-12-31",
        **said,
    }
    return str(site.of.do("create", ("targets", None), body, actor)["id"])


def shown(site: Site, target: str) -> dict[str, Any]:
    return site.of.records.one(ReadCall("targets", Caller(), target), AUDITOR)


def pass_to(site: Site, moment: datetime) -> None:
    site.of.clock.now = moment
    while site.of.due_times.run():
        pass


def test_what_there_is_counts_when_the_day_is_over_and_an_excluded_unit_is_not_missed(site: Site) -> None:
    target = set_target(site, milestones=[{"due": "2026-09-30", "number": 1}])
    pass_to(site, datetime(2026, 9, 30, 16, tzinfo=UTC))
    assert [(one["reached"], one["wanted"]) for one in shown(site, target)["measured"]] == [(0, 1)]
    happened(site, A_STATION)
    assert site.coverage().of_targets(COUNTY)["targets"][0]["missing"] == (NEXT_TOWN,)
    site.of.do("exclude", ("targets", target), {"unit": NEXT_TOWN, "reason": "无场所"}, OFF)
    pass_to(site, datetime(2026, 12, 31, 16, tzinfo=UTC))
    found = shown(site, target)
    assert (found["state"], found["met"], found["measured"][-1]["missing"]) == ("judged", True, [])
    assert site.coverage().of_targets(COUNTY)["targets"] == []


@pytest.mark.parametrize("hosted", [False, True])
@pytest.mark.parametrize("counted", ["venues", "accepted_venues", "stations"])
def test_what_is_counted_where_it_is_kept_is_what_the_rule_counts(site: Site, counted: str, hosted: bool) -> None:
    venues = [
        VenueCreated(new_id(), SAYS_SO, at, body, "point", None, begins, None, None, None, host, None, ())
        for at in (TOWN, NEXT_TOWN, NEXT_COUNTY)
        for body in (OFFICE, STATION)
        for host in (None, OFFICE)
        for begins in ("active", "planned", "built")
    ]
    stations = [OrganisationCreated(new_id(), SAYS_SO, kind, TOWN, parent)
                for kind in ("station", "council") for parent in (None, OFFICE)]  # fmt: skip
    happened(site, *venues, *stations)
    target = set_target(site, counted=counted, hosted=hosted)
    lookups = site.of.lookups_at(site.of.clock())
    state = site.of.handler.streams.load(f"target-{target}", fresh=True).state
    rule = counted_places(
        wanted_of(state.set, state.units, ()),
        lookups.shown(CountedVenue, "venues"),
        lookups.shown(CountedBody, "organisations"),
    )
    there = Counter(place for place in rule if place.startswith(COUNTY))
    assert facts(lookups, state, JudgeTarget(target)).places == there
    assert bool(there) is (counted != "accepted_venues")


def test_only_the_nearest_office_sets_a_target_and_only_its_body_reports(site: Site) -> None:
    stranger = Actor(roles=("OFF",), organisation=FAR, division=NEXT_COUNTY)
    with pytest.raises(NotPermitted):
        set_target(site, stranger)
    target = set_target(site, counted="reports", units=[], organisation=BUREAU)
    report = {"number": 1, "evidence": "台账"}
    with pytest.raises(NotPermitted):
        site.of.do("report", ("targets", target), report, Actor(roles=("LIA",), organisation=OFFICE, division=COUNTY))
    site.of.do("report", ("targets", target), report, Actor(roles=("LIA",), organisation=BUREAU, division=COUNTY))
    assert site.coverage().of_targets(COUNTY)["targets"][0]["met"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [({"units": ["620723199"]}, "units"), ({"units": ["620724101"]}, "units"), ({"organisation": FAR}, "organisation")],
)
def test_what_a_target_names_is_there_and_of_its_place(site: Site, said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_target(site, **said)
    assert list(refused.value.errors) == [wrong]
