"""Activities on a database: who may, what may be named, who reads them, and how far a committee's members were taught."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.lookups.named import ORGANISATION, PLACE, KnownPlace
from services.meetings.known_members import MEMBERSHIP, KnownMembership
from services.meetings.service import COPIES, MeetingsService
from services.meetings.training import TrainingAsked, of_committee
from tests.unit.following import after
from tests.unit.kernel.library.running import Library, SetClock, databases

COUNTY, TOWN, OTHER_COUNTY = "620723", "620723101", "620722"
OFFICE, COUNCIL, OTHER_OFFICE, PARTY, ENDED = (f"019a0000-0000-7000-8000-00000000000{one}" for one in "12345")
ORGANISATIONS = (
    KnownOrganisation(OFFICE, "县政协", "cppcc_office", COUNTY),
    KnownOrganisation(COUNCIL, "镇议事会", "council", TOWN),
    KnownOrganisation(OTHER_OFFICE, "邻县政协", "cppcc_office", OTHER_COUNTY),
    KnownOrganisation(PARTY, "县委", "party", COUNTY),
    KnownOrganisation(ENDED, "旧议事会", "council", TOWN, ended=True),
)
ANA, ANA_BEFORE, BEN, CHEN, AFAR = (new_id() for _ in range(5))
MEMBERSHIPS = (
    KnownMembership(ANA, "ana", COUNTY),
    KnownMembership(ANA_BEFORE, "ana", COUNTY),
    KnownMembership(BEN, "ben", COUNTY),
    KnownMembership(CHEN, "chen", COUNTY, active=False),
    KnownMembership(AFAR, "afar", OTHER_COUNTY),
)
AUDITOR = Actor(roles=("AUD",))


def acting(role: str, organisation: str, person: str = "somebody") -> Actor:
    division = next(one.division for one in ORGANISATIONS if one.id == organisation)
    return Actor(person, (role,), organisation, division)


OFF, CHAIR = acting("OFF", OFFICE), acting("CHAIR", COUNCIL)


@dataclass
class Site:
    of: Library = field(init=False)

    def __post_init__(self) -> None:
        clock = SetClock(datetime(2026, 4, 13, 4, tzinfo=UTC))
        self.of = Library(*databases(), lifecycles=Lifecycles(MeetingsService.lifecycles), clock=clock)
        for organisation in ORGANISATIONS:
            known = msgspec.json.encode(organisation).decode()
            self.of.know(ORGANISATION, organisation.id, known, organisation.division)
        for place in (TOWN, COUNTY):
            self.of.know(PLACE, place, msgspec.json.encode(KnownPlace(place)).decode())
        for one in MEMBERSHIPS:
            self.of.know(MEMBERSHIP, one.member_id, msgspec.json.encode(one).decode(), one.committee_division)

    def plan(self, actor: Actor = OFF, /, **said: Any) -> str:
        body = {
            "title": "培训 𠮷",
            "kind": "training",
            "division": COUNTY,
            "organisation": OFFICE,
            "starts": "2026-04-13",
        }
        return str(self.of.do("plan", ("activities", None), {**body, **said}, actor)["id"])

    def does(self, command: str, activity: str, actor: Actor = OFF, /, **said: Any) -> dict[str, Any]:
        self.of.clock.forward(seconds=1)
        return self.of.do(command, ("activities", activity), said, actor)

    def held(self, *members: str, **said: Any) -> str:
        activity = self.plan(**said)
        self.does("hold", activity, attendance=[{"organisation": COUNCIL, "number": 2}], members=list(members))
        return activity

    def shown(self, activity: str, actor: Actor = AUDITOR) -> dict[str, Any]:
        return self.of.records.one(ReadCall("activities", Caller(), activity), actor)

    def training(self, division: str = COUNTY, actor: Actor = OFF, **days: date) -> Any:
        return of_committee(self.of.lookups_at(self.of.clock()), TrainingAsked(division, **days), actor)


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_council_plans_and_holds_its_own_and_the_office_what_lies_below(site: Site) -> None:
    call = site.plan(CHAIR, kind="exchange_meeting", division=TOWN, organisation=COUNCIL)
    with pytest.raises(NotPermitted):
        site.plan(CHAIR)
    for actor in (acting("OFF", OTHER_OFFICE), acting("PARTY", PARTY), AUDITOR):
        with pytest.raises(NotPermitted):
            site.does("hold", call, actor, attendance=[], others=1)
    assert site.does("hold", call, OFF, attendance=[{"organisation": OTHER_OFFICE, "number": 4}])["state"] == "held"
    with pytest.raises(NotAllowedInState):
        site.does("cancel", call, reason="!")
    assert site.shown(call, acting("OFF", OTHER_OFFICE))["attendees"] == 4
    with pytest.raises(NotFound):
        site.shown(site.plan(), acting("OFF", OTHER_OFFICE))


def test_from_elsewhere_somebody_comes_only_to_what_is_held_with_others(site: Site) -> None:
    for said in ({"attendance": [{"organisation": OTHER_OFFICE, "number": 4}]}, {"attendance": [], "members": [AFAR]}):
        with pytest.raises(Invalid, match="above or below"):
            site.does("hold", site.plan(kind="training"), **said)
        assert site.does("hold", site.plan(kind="observation"), **said)["state"] == "held"


@pytest.mark.parametrize(
    ("said", "field_"),
    [
        ({"attendance": [{"organisation": ENDED, "number": 2}]}, "attendance"),
        ({"attendance": [{"organisation": new_id(), "number": 2}]}, "attendance"),
        ({"attendance": [], "members": [CHEN]}, "members"),
        ({"attendance": [], "members": [new_id()]}, "members"),
        ({"attendance": [{"organisation": COUNCIL, "number": 2}] * 2}, "attendance"),
    ],
)
def test_who_is_said_to_have_been_there_is_there(site: Site, said: dict[str, Any], field_: str) -> None:
    activity = site.plan()
    with pytest.raises(Invalid) as refused:
        site.does("hold", activity, **said)
    assert list(refused.value.errors) == [field_]


def test_what_it_belongs_to_is_a_body_of_the_place(site: Site) -> None:
    for organisation in (PARTY, ENDED):
        with pytest.raises((Invalid, NotPermitted)):
            site.plan(organisation=organisation)
    with pytest.raises(Invalid) as refused:
        site.plan(organisation=COUNCIL)
    assert list(refused.value.errors) == ["organisation"]


def test_what_was_named_before_it_ended_stays_in_a_correction(site: Site) -> None:
    activity = site.held(ANA, BEN)
    for one in MEMBERSHIPS[:1]:
        ended = KnownMembership(one.member_id, one.person, one.committee_division, active=False)
        site.of.know(MEMBERSHIP, one.member_id, msgspec.json.encode(ended).decode(), one.committee_division)
    ended_body = KnownOrganisation(COUNCIL, "镇议事会", "council", TOWN, ended=True)
    site.of.know(ORGANISATION, COUNCIL, msgspec.json.encode(ended_body).decode(), TOWN)
    again: dict[str, Any] = {"attendance": [{"organisation": COUNCIL, "number": 1}], "members": [ANA], "reason": "多计"}
    site.does("correct", activity, **again)
    assert (site.shown(activity)["attendees"], site.shown(activity)["reason"]) == (2, "多计")
    with pytest.raises(Invalid):
        site.does("correct", activity, **{**again, "members": [CHEN]})


def test_a_training_of_last_month_is_entered_as_of_then(site: Site) -> None:
    then: dict[str, Any] = {"occurred_at": "2026-03-02T09:00:00+08:00"}
    activity = site.plan(starts="2026-03-02", **then)
    site.does("hold", activity, attendance=[], members=[ANA], **then)
    later = site.plan(starts="2026-04-14")
    with pytest.raises(RuleBroken) as refused:
        site.does("hold", later, attendance=[], members=[ANA])
    assert refused.value.rule == "ActivityMustHaveBegun"


def test_the_completion_rate_counts_people_of_the_committee_who_are_in_force(site: Site) -> None:
    assert (site.training().members, site.training().trained, site.training().rate) == (2, 0, 0.0)
    site.held(ANA_BEFORE, hours=8, abilities=["cooperation"])
    site.held(BEN, kind="forum")
    site.does("cancel", site.plan(), reason="疫情")
    told = site.training()
    assert (told.members, told.trained, told.rate, told.hours, told.untrained) == (2, 1, 50.0, 8, ("ben",))
    assert {one.ability: one.trained for one in told.abilities if one.trained} == {"cooperation": 1}
    site.held(BEN, ANA, hours=4)
    assert (site.training().rate, site.training().hours) == (100.0, 16)


def test_only_trainings_of_those_days_count(site: Site) -> None:
    site.held(ANA)
    day = date(2026, 4, 13)
    assert [site.training(starts=day, ends=day).trained, site.training(starts=date(2026, 4, 14)).trained] == [1, 0]
    assert site.training(ends=date(2026, 4, 12)).trained == 0


def test_the_rate_is_for_who_reads_what_lies_there(site: Site) -> None:
    for division, actor in ((COUNTY, acting("OFF", OTHER_OFFICE)), (COUNTY, CHAIR), ("620724", AUDITOR)):
        with pytest.raises(NotFound):
            site.training(division, actor)
    assert site.training(COUNTY, AUDITOR).members == 2


def test_a_membership_is_followed_to_another_committee_and_to_its_end() -> None:
    began = KnownMembership("m1", "ana", COUNTY)
    moved = after(COPIES, began, "MemberAmended", member_id="m1", committee_division=OTHER_COUNTY)
    assert moved == KnownMembership("m1", "ana", OTHER_COUNTY)
    assert after(COPIES, moved, "MemberEnded", member_id="m1").active is False
