"""Bodies and who sits in them on a database: whoever writes at once, who may do what, and what can be read of it."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, RuleBroken
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from services.members import bodies
from services.members.service import MembersService
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, COUNTY, OTHER_TOWN, TOWN, Postings
from tests.unit.members.test_postings_at_once import refused_after

READER = Caller()


class Bodies(Postings):
    """The same county, with a council, a special committee and an activity group below it."""

    def __init__(self) -> None:
        super().__init__()
        self.council, self.committee = self.body("council", TOWN), self.body("committee", COUNTY)
        self.group = self.made(
            *("create", "organisations"), name="活动组", kind="activity_group", division=COUNTY, parent=self.committee
        )
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

    def work(self) -> None:
        for _round in range(4):
            self.of.due_times.run()
            self.of.store.number(1000)
            self.news.catch_up(look=True)

    def seat(self, body: str, actor: Actor | None = None, **said: Any) -> dict[str, Any]:
        wanted = {"person": self.ana, "organisation": body, "seat": "member", **said}
        return self.of.do("create", ("memberships", None), wanted, actor or self.off)

    def seats(self, body: str) -> list[tuple[str, str]]:
        listed = self.of.records.listing(ListCall("memberships", READER, organisation=body, limit=200), AUDITOR)
        return [(one["seat"], one["state"]) for one in reversed(listed["items"])]

    def ask(self, what: Any, named: str, actor: Actor = AUDITOR) -> dict[str, Any]:
        return dict(what(Asked(self, actor), READER, named))


class Asked:
    """As much of a runtime as the reads of bodies ask for."""

    def __init__(self, at: Bodies, actor: Actor) -> None:
        self.records, self.lookups_at, self._actor = at.of.records, at.of.lookups_at, actor
        self.clock, self.verifier = self, self
        self._now = at.of.clock

    def now(self) -> Any:
        return self._now()

    def actor(self, caller: Caller) -> Actor:
        return self._actor


@pytest.fixture
def at() -> Bodies:
    return Bodies()


def test_a_member_belongs_to_committee_activity_group_and_sector_at_once(at: Bodies) -> None:
    at.seat(at.committee)
    at.seat(at.group)
    told = at.ask(bodies.bodies_of_member, at.member)
    assert told["sector"] == "教育"
    assert [(one["kind"], one["right"]) for one in told["bodies"]] == [
        ("committee", "full"),
        ("activity_group", "full"),
    ]


def test_who_sits_in_no_committee_is_listed_until_he_does(at: Bodies) -> None:
    told = at.ask(bodies.outside_committees, COUNTY)
    assert (told["members"], told["in_committees"]) == (1, 0)
    assert [one["person"] for one in told["outside"]] == [at.ana]
    at.seat(at.group)
    at.seat(at.committee, seat="observer")
    assert at.ask(bodies.outside_committees, COUNTY)["in_committees"] == 0
    ben = at.made("create", "people", name="本")
    at.admitted(ben, COUNTY)
    at.seat(at.committee, person=ben)
    told = at.ask(bodies.outside_committees, COUNTY)
    assert (told["members"], told["in_committees"], len(told["outside"])) == (2, 1, 1)
    stranger = Actor(person="x", roles=("STN",), organisation=at.other, division=OTHER_TOWN)
    assert at.ask(bodies.outside_committees, COUNTY, stranger)["members"] == 0
    with pytest.raises(NotFound):
        at.ask(bodies.outside_committees, "999999")


def test_a_council_is_warned_of_each_category_that_it_lacks(at: Bodies) -> None:
    answer = at.seat(at.council, category="legal_workers")
    assert [one["category"] for one in answer["lacking"]] == [
        *("two_representatives_one_member", "heads_of_stations_and_offices", "village_three_committees"),
        *("economic_and_social_organisations", "residents_representatives"),
    ]
    items = [{"category": "legal_workers", "least": 1}, {"category": "residents_representatives", "least": 2}]
    quota = at.made("create", "quotas", at.off, division=TOWN, items=items)
    told = at.ask(bodies.composition, at.council)
    assert (told["quota"], told["quota_edition"], told["members"], told["attending"]) == (quota, 1, 1, 0)
    assert told["lacking"] == ["residents_representatives"]
    assert told["categories"] == [
        {"category": "legal_workers", "number": 1, "least": 1},
        {"category": "residents_representatives", "number": 0, "least": 2},
    ]
    answer = at.of.do("end", ("memberships", answer["id"]), {"reason": "调离"}, at.off)
    assert [one["category"] for one in answer["lacking"]] == ["legal_workers", "residents_representatives"]
    assert at.ask(bodies.composition, at.committee)["categories"] == []


def test_nobody_is_seated_twice_whoever_writes_at_once(at: Bodies) -> None:
    wanted = {"person": at.ana, "organisation": at.council, "seat": "member"}
    late = refused_after(
        at, lambda: at.seat(at.council), lambda slower: slower.do("create", ("memberships", None), wanted, at.off)
    )
    assert getattr(late, "rule", "") == "SitsThereAlready"
    ben = at.made("create", "people", name="本")
    chair = {"person": ben, "organisation": at.station, "seat": "head"}
    late = refused_after(
        at,
        lambda: at.seat(at.station, seat="head"),
        lambda slower: slower.do("create", ("memberships", None), chair, at.off),
    )
    assert getattr(late, "rule", "") == "SeatIsTakenThen"


def test_of_two_quotas_for_one_place_at_once_only_one_is_set(at: Bodies) -> None:
    body = {"division": TOWN, "items": []}
    late = refused_after(
        at,
        lambda: at.of.do("create", ("quotas", None), body, at.off),
        lambda slower: slower.do("create", ("quotas", None), body, at.off),
    )
    assert getattr(late, "rule", "") == "QuotaIsSetAlready"


def test_a_body_that_ends_meanwhile_takes_nobody(at: Bodies) -> None:
    ending = {"reason": "撤销", "no_successor": True}
    wanted = {"person": at.ana, "organisation": at.council, "seat": "member"}
    late = refused_after(
        at,
        lambda: at.of.do("end", ("organisations", at.council), ending, ADMINISTRATION),
        lambda slower: slower.do("create", ("memberships", None), wanted, at.off),
    )
    assert getattr(late, "rule", "") == "OrganisationMustBeActive"


def test_who_sits_in_a_body_goes_on_in_its_successor_or_sits_nowhere(at: Bodies) -> None:
    at.seat(at.council, seat="chair")
    heir = at.body("council", TOWN)
    at.of.do("end", ("organisations", at.council), {"reason": "合并", "successor": heir}, ADMINISTRATION)
    at.work()
    assert (at.seats(at.council), at.seats(heir)) == ([("chair", "ended")], [("chair", "active")])
    at.of.do("end", ("organisations", heir), {"reason": "撤销", "no_successor": True}, ADMINISTRATION)
    at.work()
    assert at.seats(heir) == [("chair", "ended")]


def test_whose_membership_of_the_conference_ends_leaves_its_committees_and_stays_in_councils(at: Bodies) -> None:
    at.seat(at.committee)
    at.seat(at.council)
    at.of.do("end", ("members", at.member), {"reason": "届满"}, ADMINISTRATION)
    at.work()
    assert (at.seats(at.committee), at.seats(at.council)) == ([("member", "ended")], [("member", "active")])
    at.of.do("end", ("people", at.ana), {"reason": "病故"}, ADMINISTRATION)
    at.work()
    assert at.seats(at.council) == [("member", "ended")]


def test_a_seat_begins_and_ends_on_its_days(at: Bodies) -> None:
    at.seat(at.council, starts="2026-03-04", ends="2026-03-05")
    seen = [at.seats(at.council)[0][1]]
    for _day in range(4):
        at.of.clock.forward(days=1)
        at.work()
        seen.append(at.seats(at.council)[0][1])
    assert seen == ["upcoming", "upcoming", "active", "active", "ended"]


def test_the_nearest_office_and_the_administrator_seat_people_and_nobody_else(at: Bodies) -> None:
    at.seat(at.council, ADMINISTRATION)
    for actor in (at.stn, Actor(person="x", roles=("OFF",), organisation=at.city_office, division="6207"), AUDITOR):
        with pytest.raises(NotPermitted):
            at.seat(at.station, actor)
        with pytest.raises(NotPermitted):
            at.of.do("create", ("quotas", None), {"division": TOWN, "items": []}, actor)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"person": "019a0000-0000-7000-8000-0000000000ff"}, Invalid),
        ({"organisation": "019a0000-0000-7000-8000-0000000000ff"}, Invalid),
        ({"seat": "emperor"}, Invalid),
        ({"category": ["legal_workers"]}, Invalid),
        ({"ends": "2026-03-02"}, RuleBroken),
        ({"ends": "1026-03-02"}, Invalid),
        ({"seat": "first_leader"}, Invalid),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_done(
    at: Bodies, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        at.seat(at.council, ADMINISTRATION, **said)
    assert at.seats(at.council) == []


def test_who_sits_reads_his_seat_and_a_stranger_does_not(at: Bodies) -> None:
    seat = at.seat(at.council)["id"]
    assert at.of.records.one(ReadCall("memberships", READER, seat), at.mem)["right"] == "full"
    with pytest.raises(NotFound):
        at.of.records.one(
            ReadCall("memberships", READER, seat),
            Actor(person="x", roles=("STN",), organisation=at.other, division=OTHER_TOWN),
        )
