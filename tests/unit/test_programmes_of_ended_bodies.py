"""领导小组变更: a programme follows an organisation that leads it, or something of it, to the successor, or is marked."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import Invalid, RuleBroken
from services.members.organisation.events import OrganisationEnded
from services.outcomes.programme.lifecycle import PROGRAMME
from tests.unit.whole_suite import BODIES, COUNTY, WholeSuite

TWO = {**BODIES, "the other office": ("cppcc_office", COUNTY), "far": ("cppcc_office", "620724")}
AUDITOR = Actor(roles=("AUD",))


class AtWork:
    def __init__(self) -> None:
        self.suite = WholeSuite(bodies=TWO)
        self.suite.services["outcomes"].at_work.expected_news.arrives = lambda: True
        self.body = self.suite.organisations
        self.officer = self.suite.actor("OFF", "office", "ning")
        said: dict[str, Any] = {"name": "双助推 𠮷", "division": COUNTY, "organisation": self.body["office"]}
        self.programme = str(self.do("create", None, **said)["id"])
        self.do("set_units", self.programme, units=[self.body["police"], self.body["builders"]])
        dimension = {"code": "jobs", "label": "就业", "lead": self.body["police"]}
        self.do("set_dimensions", self.programme, dimensions=[dimension])
        self.suite.settle()

    def do(self, command: str, record: str | None, actor: Actor | None = None, **said: Any) -> dict[str, Any]:
        return self.suite.of(PROGRAMME).do(command, ("programmes", record), said, actor or self.officer)

    def ends(self, name: str, successor: str | None) -> None:
        heir = self.body[successor] if successor else None
        self.suite.told("members", OrganisationEnded(self.body[name], "撤并", heir))
        self.suite.settle()

    def shown(self) -> dict[str, Any]:
        return self.suite.of(PROGRAMME).records.one(ReadCall("programmes", Caller(), self.programme), AUDITOR)

    def types(self) -> list[str]:
        return self.suite.of(PROGRAMME).types(f"programme-{self.programme}")


@pytest.fixture
def at() -> AtWork:
    return AtWork()


def test_a_programme_belongs_to_the_successor_of_who_led_it(at: AtWork) -> None:
    at.ends("office", "the other office")
    assert at.types()[-1] == "ProgrammeTakenOver"
    assert at.shown()["organisation"] == at.body["the other office"]
    assert at.suite.services["outcomes"].rebuilt() == at.suite.services["outcomes"].dump()


def test_who_led_a_part_of_it_is_followed_there(at: AtWork) -> None:
    at.ends("police", "builders")
    assert at.shown()["dimensions"][0]["lead"] == at.body["builders"]
    assert at.shown()["organisation"] == at.body["office"]


def test_without_a_successor_it_is_handed_over_to_a_body_around_it(at: AtWork) -> None:
    other = at.suite.actor("OFF", "the other office", "wei")
    at.ends("office", None)
    for unfit in ("office", "far"):
        with pytest.raises(Invalid) as refused:
            at.do("hand_over", at.programme, other, organisation=at.body[unfit], reason="移交")
        assert list(refused.value.errors or {}) == ["organisation"]
    at.do("hand_over", at.programme, other, organisation=at.body["the other office"], reason="移交")
    assert at.shown()["organisation"] == at.body["the other office"]


def test_ruling_7_a_body_that_it_names_already_may_be_said_again_though_it_has_ended_and_no_other(at: AtWork) -> None:
    at.ends("police", None)
    at.ends("dispatch", None)
    at.do("set_units", at.programme, units=[at.body["police"]])
    with pytest.raises(Invalid) as refused:
        at.do("set_units", at.programme, units=[at.body["police"], at.body["dispatch"]])
    assert list(refused.value.errors or {}) == ["units"]
    assert "没有承接组织" in str(refused.value.detail)


def test_none_goes_on_with_a_body_that_has_ended(at: AtWork) -> None:
    at.ends("police", None)
    with pytest.raises(RuleBroken, match="Bodies that lead it have ended"):
        at.do("succeed", at.programme, name="新双助推", reason="变更")
    at.do("set_units", at.programme, units=[at.body["builders"]])
    at.do("set_dimensions", at.programme, dimensions=[])
    assert at.do("succeed", at.programme, name="新双助推", reason="变更")["programme"]
