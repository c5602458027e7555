"""Commendations, self-assessments and evaluations on a database: who may, what is named, who reads them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from tests.unit.members.postings_at_work import (
    ADMINISTRATION,
    AUDITOR,
    COUNTY,
    OTHER_COUNTY,
    OTHER_TOWN,
    TOWN,
    Postings,
)

DIMENSIONS = [
    {"dimension": one, "level": 3, "evidence": "制度六项"} for one in ("institutions", "standards", "procedures")
]
ABILITIES = [
    {"ability": one, "level": 4}
    for one in ("political_judgement", "investigation", "contact_with_people", "cooperation")
]


class Merits(Postings):
    def __init__(self) -> None:
        super().__init__()
        self.of.clock.now = datetime(2026, 3, 2, 4, tzinfo=UTC)
        self.deputy = Actor(person="deputy", roles=("OFF",), organisation=self.office, division=COUNTY)

    def nominate(self, actor: Actor | None = None, **changed: Any) -> str:
        said = {
            "member": self.member,
            "division": TOWN,
            "organisation": self.station,
            "title": "引来产业的委员",
            "grounds": "引进企业，带动三千五百户 𠮷",
            "achievements": [{"what": "带动农户", "number": 3500, "unit": "户"}],
        }
        return self.made("nominate", "commendations", actor or self.stn, **{**said, **changed})

    def does(self, command: str, collection: str, record: str, actor: Actor, /, **body: Any) -> dict[str, Any]:
        self.of.clock.forward(seconds=1)
        return self.of.do(command, (collection, record), body, actor)

    def assess(self, actor: Actor | None = None, **changed: Any) -> str:
        said = {
            "organisation": self.station,
            "division": TOWN,
            "year": 2025,
            "dimensions": DIMENSIONS,
            "gaps": "程序化",
        }
        return self.made("assess", "self-assessments", actor or self.stn, **{**said, **changed})

    def evaluate(self, actor: Actor | None = None, **changed: Any) -> str:
        said = {"person": self.ana, "division": COUNTY, "year": 2025, "abilities": ABILITIES, "note": "调研扎实"}
        return self.made("evaluate", "evaluations", actor or self.off, **{**said, **changed})

    def read(self, collection: str, record: str, actor: Actor = AUDITOR) -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, Caller(), record), actor)

    def listed(self, collection: str, actor: Actor) -> int:
        return len(self.of.records.listing(ListCall(collection, Caller()), actor)["items"])


@pytest.fixture
def site() -> Merits:
    return Merits()


def test_a_model_is_nominated_verified_noticed_and_published(site: Merits) -> None:
    model = site.nominate()
    site.does("verify", "commendations", model, site.off, evidence="看了台账")
    site.does("post_notice", "commendations", model, site.off, until="2026-03-09")
    with pytest.raises(NotAllowedInState):
        site.does("publish", "commendations", model, site.off)
    site.of.clock.forward(days=8)
    site.of.due_times.run()
    site.does("publish", "commendations", model, site.off, document_number="政协发〔2026〕3号")
    seen = site.read("commendations", model, Actor())
    assert (seen["state"], seen["member"], seen["evidence"]) == ("published", site.member, None)
    assert seen["achievements"] == [{"what": "带动农户", "number": 3500, "unit": "户"}]
    site.does("withdraw", "commendations", model, site.off, reason="查实有误")
    with pytest.raises(NotFound):
        site.read("commendations", model, Actor())


def test_neither_who_nominated_nor_the_member_verifies(site: Merits) -> None:
    model = site.nominate(site.off)
    for actor in (site.off, Actor(person=site.ana, roles=("OFF",), organisation=site.office, division=COUNTY)):
        with pytest.raises(RuleBroken) as refused:
            site.does("verify", "commendations", model, actor, evidence="…")
        assert refused.value.rule == "VerifiedBySomebodyElse"
    assert site.does("verify", "commendations", model, site.deputy, evidence="…")["state"] == "verified"


def test_a_station_nominates_and_the_office_decides(site: Merits) -> None:
    model = site.nominate()
    with pytest.raises(NotPermitted):
        site.nominate(Actor(person="far", roles=("STN",), organisation=site.other, division=OTHER_TOWN))
    for command, body in (("verify", {"evidence": "…"}), ("decline", {"reason": "…"})):
        with pytest.raises(NotPermitted):
            site.does(command, "commendations", model, site.stn, **body)
    assert site.does("withdraw", "commendations", model, site.stn, reason="换人")["state"] == "withdrawn"
    declined = site.nominate()
    assert site.does("decline", "commendations", declined, site.off, reason="数据不实")["state"] == "declined"


def test_who_is_nominated_is_a_member_in_force_of_a_committee_of_the_place(site: Merits) -> None:
    elsewhere = site.admitted(site.made("create", "people", name="李"), OTHER_COUNTY)
    for member in (new_id(), elsewhere):
        with pytest.raises(Invalid) as refused:
            site.nominate(member=member)
        assert list(refused.value.errors) == ["member"]
    site.of.do("end", ("members", site.member), {"reason": "届满"}, ADMINISTRATION)
    with pytest.raises(Invalid):
        site.nominate()


def test_the_member_reads_his_own_and_nobody_else_before_the_notice(site: Merits) -> None:
    model = site.nominate()
    ana = Actor(person=site.ana, roles=("MEM",))
    assert site.read("commendations", model, ana)["grounds"] == "引进企业，带动三千五百户 𠮷"
    for reader in (
        Actor(),
        Actor(person="ben", roles=("MEM",)),
        Actor(person="x", roles=("OFF",), division=OTHER_COUNTY),
    ):
        with pytest.raises(NotFound):
            site.read("commendations", model, reader)


def test_a_notice_ends_on_a_day_to_come(site: Merits) -> None:
    model = site.nominate()
    site.does("verify", "commendations", model, site.off, evidence="…")
    with pytest.raises(RuleBroken):
        site.does("post_notice", "commendations", model, site.off, until="2026-03-02")


def test_a_body_assesses_itself_once_a_year_and_the_office_confirms(site: Merits) -> None:
    own = site.assess()
    with pytest.raises(RuleBroken) as refused:
        site.assess()
    assert refused.value.rule == "AssessedThisYearAlready"
    with pytest.raises(NotPermitted):
        site.does("confirm", "self-assessments", own, site.stn)
    site.does("return_for_revision", "self-assessments", own, site.off, reason="缺依据")
    better = [{**one, "level": 4} for one in DIMENSIONS]
    site.does("revise", "self-assessments", own, site.stn, dimensions=better)
    site.does("confirm", "self-assessments", own, site.off, opinion="属实")
    shown = site.read("self-assessments", own)
    assert (shown["state"], shown["dimensions"], shown["gaps"], shown["opinion"]) == ("confirmed", better, None, "属实")
    assert site.assess(year=2024) != own


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"dimensions": DIMENSIONS[:2]}, "dimensions"),
        ({"dimensions": [*DIMENSIONS, DIMENSIONS[0]]}, "dimensions"),
        ({"dimensions": [{**DIMENSIONS[0], "level": 6}, *DIMENSIONS[1:]]}, "dimensions"),
        ({"year": 2027}, "year"),
        ({"year": 1}, "year"),
        ({"year": 9999}, "year"),
        ({"year": "2025"}, "year"),
    ],
)
def test_an_assessment_has_each_dimension_once_and_a_year_that_has_begun(
    site: Merits, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        site.assess(**said)
    assert list(refused.value.errors) == [field]


def test_a_member_is_evaluated_once_a_year_and_sees_it(site: Merits) -> None:
    own, ana = site.evaluate(), Actor(person=site.ana, roles=("MEM",))
    with pytest.raises(RuleBroken) as refused:
        site.evaluate()
    assert refused.value.rule == "EvaluatedThisYearAlready"
    for other in (site.off, Actor(person="ben", roles=("MEM",))):
        with pytest.raises(NotPermitted):
            site.does("acknowledge", "evaluations", own, other)
    assert site.does("acknowledge", "evaluations", own, ana)["state"] == "acknowledged"
    assert site.does("revise", "evaluations", own, site.off, abilities=ABILITIES)["state"] == "evaluated"
    assert site.read("evaluations", own, ana)["note"] is None
    assert site.listed("evaluations", Actor(person="ben", roles=("MEM",))) == 0


def test_what_is_said_of_a_member_is_encrypted_with_his_key(site: Merits) -> None:
    own = site.evaluate()
    written = " ".join(event.payload for event in site.of.store.stream(f"evaluation-{own}"))
    assert "调研扎实" not in written
    assert site.read("evaluations", own, site.off)["note"] == "调研扎实"


def test_nobody_evaluates_himself_nor_who_is_no_member_here(site: Merits) -> None:
    himself = Actor(person=site.ana, roles=("OFF",), organisation=site.office, division=COUNTY)
    with pytest.raises(RuleBroken) as refused:
        site.evaluate(himself)
    assert refused.value.rule == "NobodyEvaluatesHimself"
    with pytest.raises(NotPermitted):
        site.evaluate(site.stn)
    for wrong, field in (({"person": new_id()}, "person"), ({"abilities": ABILITIES[:3]}, "abilities")):
        with pytest.raises(Invalid) as invalid:
            site.evaluate(**wrong)
        assert list(invalid.value.errors) == [field]
    site.of.do("end", ("members", site.member), {"reason": "届满"}, ADMINISTRATION)
    with pytest.raises(Invalid):
        site.evaluate()


def test_a_notice_of_last_month_is_not_entered_as_over(site: Merits) -> None:
    model = site.nominate()
    site.does("verify", "commendations", model, site.off, evidence="…")
    site.of.clock.now += timedelta(days=30)
    with pytest.raises(RuleBroken):
        site.does(
            "post_notice", "commendations", model, site.off, until="2026-03-20", occurred_at="2026-03-10T09:00:00+08:00"
        )
