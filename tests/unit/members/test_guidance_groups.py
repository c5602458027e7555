"""工作指导组: a group has the townships that it guides, and visits each of them every quarter."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted
from services.members.charge.lifecycle import CHARGE
from services.members.duty.lifecycle import DUTY
from services.members.office.events import OfficeGranted
from services.members.organisation.lifecycle import ORGANISATION
from services.members.person.events import PersonCreated
from tests.unit.whole_suite import BODIES, COUNTY, TOWN, WholeSuite

GROUPS = {
    "group": ("guidance_group", COUNTY),
    "other group": ("guidance_group", COUNTY),
    "committee": ("department", COUNTY),
}


@dataclass(frozen=True)
class Seen:
    id: str


class AtWork:
    def __init__(self) -> None:
        self.suite = WholeSuite(asks_for_offices=True, bodies={**BODIES, **GROUPS})
        for one in self.suite.services.values():
            one.at_work.expected_news.arrives = lambda: True
        self.office = self.granted("OFF", "office")
        self.head, self.other = self.granted("LEAD", "group"), self.granted("LEAD", "other group")

    def granted(self, role: str, body: str) -> Actor:
        person, organisation = new_id(), self.suite.organisations[body]
        granted = OfficeGranted(new_id(), person, organisation, COUNTY, role, date(2026, 1, 1), None, deputy=False)
        self.suite.told("members", PersonCreated(person, "王", None), granted)
        self.suite.settle()
        return Actor(person, (role,), organisation, COUNTY)

    def charge(self, leader: str) -> str:
        body = {"leader": self.suite.organisations[leader], "division": TOWN}
        made = str(self.suite.of(CHARGE).do("create", ("charges", None), body, self.office)["id"])
        self.pass_time()
        return made

    def pass_time(self) -> None:
        for _ in range(3):
            self.suite.of(CHARGE).due_times.run()
            self.suite.settle()

    def duties(self) -> list[str]:
        of = self.suite.of(DUTY)
        return [one.id for one in of.lookups_at(of.clock()).shown(Seen, "duties")]

    def visit(self, duty: str, actor: Actor) -> None:
        now = self.suite.clock()
        body = {"visited_at": stamp(now - timedelta(minutes=1)), "findings": "指导镇村筹备第一轮协商"}
        self.suite.of(DUTY).do("record_visit", ("duties", duty), body, actor)


def test_a_guidance_group_visits_the_townships_that_it_guides() -> None:
    at = AtWork()
    at.charge("group")
    [duty] = at.duties()
    with pytest.raises(NotPermitted):
        at.visit(duty, at.other)
    at.visit(duty, at.head)
    shown = at.suite.of(DUTY).records.one(ReadCall("duties", Caller(), duty), Actor(roles=("AUD",)))
    assert (shown["state"], shown["leader"], shown["division"]) == ("done", at.suite.organisations["group"], TOWN)


def test_no_other_body_has_charge_of_a_township() -> None:
    at = AtWork()
    with pytest.raises(Invalid) as refused:
        at.charge("committee")
    assert list(refused.value.errors) == ["leader"]


def test_ruling_7_the_successor_guides_the_townships_of_a_group_that_ended() -> None:
    at = AtWork()
    charge = at.charge("group")
    heir = at.suite.organisations["other group"]
    body = {"reason": "调整分工", "successor": heir}
    ended = ("organisations", at.suite.organisations["group"])
    at.suite.of(ORGANISATION).do("end", ended, body, Actor(roles=("ADM",)))
    at.suite.settle()
    shown = at.suite.of(CHARGE).records.one(ReadCall("charges", Caller(), charge), Actor(roles=("AUD",)))
    assert (shown["leader"], shown["organisation_ended"]) == (heir, False)
