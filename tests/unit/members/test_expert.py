"""The pool of experts by field: who can be asked in what, from when until when."""

from typing import Any

import pytest

from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, COUNTY, TOWN, Postings

UNKNOWN = "019a0000-0000-7000-8000-0000000000ff"


class Pool(Postings):
    def listed(self, **changed: Any) -> str:
        said = {"person": self.ana, "division": COUNTY, "specialities": ["交通", "城乡规划"], "qualifications": "高工"}
        return self.made("enlist", "experts", changed.pop("actor", self.off), **{**said, **changed})

    def step(self, command: str, expert: str, **body: Any) -> dict[str, Any]:
        return self.of.do(command, ("experts", expert), body, self.off)

    def found(self, speciality: str) -> list[dict[str, Any]]:
        call = ListCall("experts", Caller(), speciality=speciality)
        items: list[dict[str, Any]] = self.of.records.listing(call, AUDITOR)["items"]
        return items


@pytest.fixture
def at() -> Pool:
    return Pool()


def test_row_142_experts_are_found_by_field(at: Pool) -> None:
    ben = str(at.made("create", "people", name="李明"))
    first, _second = at.listed(), at.listed(person=ben, specialities=["法律", "法律"])
    assert [one["id"] for one in at.found("交通")] == [first]
    assert [one["specialities"] for one in at.found("法律")] == [["法律"]]
    at.step("amend", first, specialities=["环保"], qualifications="正高")
    assert at.found("交通") == []
    assert [one["qualifications"] for one in at.found("环保")] == ["正高"]
    assert "高工" not in at.of.store.stream(f"expert-{first}")[0].payload


def test_an_expert_is_asked_until_his_last_day_or_until_he_is_ended(at: Pool) -> None:
    expert = at.listed(ends="2026-03-10")
    at.of.clock.forward(days=20)
    at.of.due_times.run()
    assert at.found("交通")[0]["state"] == "ended"
    with pytest.raises(NotAllowedInState):
        at.step("amend", expert, qualifications="x")
    again = at.listed()
    assert at.step("end", again, reason="请辞")["state"] == "ended"


def test_a_person_is_in_a_divisions_pool_once(at: Pool) -> None:
    at.listed()
    with pytest.raises(RuleBroken) as refused:
        at.listed()
    assert refused.value.rule == "ExpertIsListedAlready"
    at.listed(division=TOWN)


def test_what_makes_no_sense_is_refused(at: Pool) -> None:
    for changed, field in (
        ({"specialities": []}, "specialities"), ({"specialities": "交通"}, "specialities"),
        ({"person": UNKNOWN}, "person"), ({"qualifications": "\x00"}, "qualifications"), ({"ends": "soon"}, "ends"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            at.listed(**changed)
        assert list(refused.value.errors) == [field]
    for days in ({"ends": "2026-03-01"}, {"starts": "2026-05-01", "ends": "2026-04-01"}):
        with pytest.raises(RuleBroken):
            at.listed(**days)
    for actor in (at.mem, at.stn, ADMINISTRATION):
        with pytest.raises(NotPermitted):
            at.listed(actor=actor)
