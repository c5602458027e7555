"""A member is nominated for a term, by whom and by which steps; the last one makes the membership."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, CITY, COUNTY, TOWN, Postings

UNKNOWN = "019a0000-0000-7000-8000-0000000000ff"


class Nominations(Postings):
    """A planned term of the county's committee; a town's Party organisation, and the county's."""

    def __init__(self) -> None:
        super().__init__()
        self.term = self.planned(COUNTY)
        self.county_party = self.body("party", COUNTY)
        self.town_branch = Actor(person="wang", roles=("PARTY",), organisation=self.party, division=TOWN)
        self.committee = Actor(person="ma", roles=("PARTY",), organisation=self.county_party, division=COUNTY)

    def planned(self, committee: str) -> str:
        body: dict[str, Any] = {
            "committee_division": committee,
            "number": 11,
            "name": "第十一届",
            "starts": "2026-12-01",
        }
        return self.made("plan", "terms", ends="2031-12-01", **body)

    def nominated(self, actor: Actor | None = None, **changed: Any) -> str:
        said = {"person": self.ana, "organisation": self.party, "term": self.term, "sector": "中共"}
        grounds = {"grounds": "联系群众多 𠮷", "present_post": "镇党委副书记"}
        return self.made("nominate", "nominations", actor or self.town_branch, **{**said, **grounds, **changed})

    def step(self, command: str, nomination: str, actor: Actor, **body: Any) -> dict[str, Any]:
        return self.of.do(command, ("nominations", nomination), body, actor)

    def agreed(self) -> str:
        nomination = self.nominated()
        self.step("examine", nomination, self.off, opinion="符合条件")
        self.step("consult", nomination, self.off, organisations=[self.station], opinion="无异议")
        self.step("agree", nomination, self.committee, document_number="临委〔2026〕18号")
        return nomination

    def read(self, collection: str, record: str, actor: Actor = AUDITOR) -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, Caller(), record), actor)


@pytest.fixture
def at() -> Nominations:
    return Nominations()


def test_row_162_a_town_nominates_for_the_countys_committee_and_the_last_step_makes_the_member(at: Nominations) -> None:
    nomination = at.agreed()
    admitted = at.step("admit", nomination, at.off)
    member = at.read("members", str(admitted["member"]))
    assert (member["person"], member["term"], member["term_id"], member["state"]) == (
        at.ana, "第十一届", at.term, "active",
    )  # fmt: skip
    shown = at.read("nominations", nomination)
    assert (shown["state"], shown["member"], shown["organisation"]) == ("admitted", admitted["member"], at.party)
    assert (shown["grounds"], shown["opinion"], shown["consulted_opinion"]) == ("联系群众多 𠮷", "符合条件", "无异议")
    assert at.of.types(f"nomination-{nomination}") == [
        "MemberNominated", "NominationExamined", "NominationConsulted", "NominationAgreed", "NomineeAdmitted",
    ]  # fmt: skip


def test_what_is_said_of_a_person_is_under_his_key(at: Nominations) -> None:
    stored = at.of.store.stream(f"nomination-{at.agreed()}")
    assert all("联系群众多" not in event.payload and "符合条件" not in event.payload for event in stored)


def test_a_step_out_of_turn_is_refused_and_so_is_one_who_may_not(at: Nominations) -> None:
    nomination = at.nominated()
    with pytest.raises(NotAllowedInState):
        at.step("agree", nomination, at.committee, document_number="1")
    with pytest.raises(NotAllowedInState):
        at.step("admit", nomination, at.off)
    for actor in (at.town_branch, at.stn, at.mem):
        with pytest.raises(NotPermitted):
            at.step("examine", nomination, actor, opinion="好")
    at.step("examine", nomination, at.off, opinion="符合条件")
    at.step("consult", nomination, at.off, organisations=[at.station])
    with pytest.raises(NotPermitted):
        at.step("agree", nomination, at.town_branch, document_number="1")
    assert at.step("disagree", nomination, at.committee, reason="另行安排")["state"] == "not_agreed"
    assert at.nominated()


def test_a_person_is_nominated_once_for_a_term(at: Nominations) -> None:
    nomination = at.nominated()
    with pytest.raises(RuleBroken) as refused:
        at.nominated()
    assert refused.value.rule == "NominatedAlready"
    at.step("withdraw", nomination, at.off, reason="调离")
    at.nominated()


def test_who_is_a_member_in_the_term_already_is_not_nominated_or_admitted_again(at: Nominations) -> None:
    nomination = at.agreed()
    body: dict[str, Any] = {"person": at.ana, "committee_division": COUNTY, "sector": "教育", "term": at.term}
    at.made("create", "members", **body)
    with pytest.raises(RuleBroken):
        at.step("admit", nomination, at.off)
    at.step("withdraw", nomination, at.off, reason="已是委员")
    with pytest.raises(RuleBroken) as refused:
        at.nominated()
    assert refused.value.rule == "AdmittedAlready"


def test_what_is_named_is_there_in_force_and_the_callers_to_name(at: Nominations) -> None:
    elsewhere = at.planned(CITY)
    at.of.do("end", ("terms", elsewhere), {"reason": "不再设立"}, ADMINISTRATION)
    for changed, field in (
        ({"term": UNKNOWN}, "term"), ({"term": elsewhere}, "term"), ({"term": "第十一届"}, "term"),
        ({"person": UNKNOWN}, "person"), ({"grounds": "\x00"}, "grounds"), ({"sector": ""}, "sector"),
        ({"sector": 7}, "sector"), ({"chosen": True}, "chosen"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            at.nominated(**changed)
        assert list(refused.value.errors) == [field]
    with pytest.raises(Invalid) as refused:
        at.nominated(organisation=at.station)
    assert list(refused.value.errors) == ["organisation"]
    with pytest.raises(NotPermitted):
        at.nominated(Actor(person="far", roles=("PARTY",), organisation=at.county_party, division=COUNTY))
    nomination = at.nominated(at.off, organisation=at.station)
    at.step("examine", nomination, at.off, opinion="符合条件")
    with pytest.raises(Invalid):
        at.step("consult", nomination, at.off, organisations=[UNKNOWN])


def test_an_ended_organisation_nominates_nobody(at: Nominations) -> None:
    at.of.do("end", ("organisations", at.station), {"reason": "撤并", "no_successor": True}, ADMINISTRATION)
    with pytest.raises(Invalid) as refused:
        at.nominated(at.off, organisation=at.station)
    assert list(refused.value.errors) == ["organisation"]


def test_who_nominated_reads_it_and_the_nominee_does_not(at: Nominations) -> None:
    nomination = at.nominated()
    assert at.read("nominations", nomination, at.town_branch)["person"] == at.ana
    with pytest.raises(NotFound):
        at.read("nominations", nomination, Actor(at.ana, ("MEM",), at.station, TOWN))
