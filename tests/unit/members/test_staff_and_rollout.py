"""Staff figures by day, and the stage that the roll-out has reached in an organisation."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from services.members import bodies
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, COUNTY
from tests.unit.members.test_bodies_at_work import Bodies
from tests.unit.members.test_postings_at_once import refused_after

READER = Caller()


@pytest.fixture
def at() -> Bodies:
    return Bodies()


def reported(at: Bodies, actor: Actor | None = None, **said: Any) -> str:
    body = {"organisation": at.office, "on": "2026-01-01", "authorised": 12, "in_post": 9, **said}
    return at.made("report", "staff-figures", actor or at.off, **body)


def begun(at: Bodies, **said: Any) -> str:
    body = {"organisation": at.office, "stage": "pilot", "on": "2018-06-01", "note": "金昌、兰州、镇原试点", **said}
    return at.made("begin", "rollouts", at.off, **body)


def gives(at: Bodies, command: str, rollout: str, **said: Any) -> dict[str, Any]:
    return at.of.do(command, ("rollouts", rollout), said, at.off)


def test_the_newest_figures_stand_beside_who_sits_there(at: Bodies) -> None:
    assert at.ask(bodies.composition, at.office)["staff"] is None
    reported(at)
    reported(at, on="2026-03-01", in_post=10)
    reported(at, on="2025-01-01")
    assert at.ask(bodies.composition, at.office)["staff"] == {"on": "2026-03-01", "authorised": 12, "in_post": 10}


def test_figures_of_a_day_are_reported_once_and_corrected_with_a_reason(at: Bodies) -> None:
    figure = reported(at)
    with pytest.raises(RuleBroken) as refused:
        reported(at, in_post=8)
    assert refused.value.rule == "StaffIsReportedAlready"
    at.of.do("correct", ("staff-figures", figure), {"authorised": 12, "in_post": 8, "reason": "漏计借调"}, at.off)
    shown = at.of.records.one(ReadCall("staff-figures", READER, figure), at.stn)
    assert (shown["in_post"], shown["reason"], shown["on"]) == (8, "漏计借调", "2026-01-01")


def test_of_two_who_report_one_day_at_once_only_one_does(at: Bodies) -> None:
    body = {"organisation": at.office, "on": "2026-01-01", "authorised": 1, "in_post": 1}
    late = refused_after(
        at, lambda: reported(at), lambda slower: slower.do("report", ("staff-figures", None), body, at.off)
    )
    assert getattr(late, "rule", "") == "StaffIsReportedAlready"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"on": "2026-03-03"}, RuleBroken),
        ({"on": "1026-03-03"}, Invalid),
        ({"in_post": -1}, Invalid),
        ({"authorised": "12"}, Invalid),
        ({"organisation": "019a0000-0000-7000-8000-0000000000ff"}, Invalid),
    ],
)
def test_figures_are_numbers_of_a_day_that_has_come(at: Bodies, said: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reported(at, ADMINISTRATION, **said)


def test_the_nearest_office_reports_and_nobody_else_but_the_administrator(at: Bodies) -> None:
    reported(at, ADMINISTRATION)
    for actor in (at.stn, AUDITOR, Actor(person="x", roles=("OFF",), organisation=at.city_office, division="6207")):
        with pytest.raises(NotPermitted):
            reported(at, actor, on="2026-02-01")


def test_a_pilot_is_expanded_and_completed_each_on_its_day(at: Bodies) -> None:
    rollout = begun(at)
    assert gives(at, "expand", rollout, on="2021-07-01")["state"] == "expanded"
    gives(at, "record_review", rollout, on="2021-07-20", place="临泽县", text="观摩推进会，看了三个镇 𠮷")
    assert gives(at, "complete", rollout, on="2022-01-01")["state"] == "full"
    shown = at.of.records.one(ReadCall("rollouts", READER, rollout), at.stn)
    assert [(one["stage"], one["on"]) for one in shown["stages"]] == [
        *(("pilot", "2018-06-01"), ("expanded", "2021-07-01"), ("full", "2022-01-01")),
    ]
    assert [one["place"] for one in shown["reviews"]] == ["临泽县"]
    full = ListCall("rollouts", READER, state=["full"], division=COUNTY)
    assert [one["id"] for one in at.of.records.listing(full, AUDITOR)["items"]] == [rollout]


def test_no_stage_is_reached_before_the_one_before_or_in_the_future(at: Bodies) -> None:
    rollout = begun(at)
    for on in ("2018-05-31", "2026-03-03"):
        with pytest.raises(RuleBroken):
            gives(at, "expand", rollout, on=on)
    gives(at, "complete", rollout, on="2018-06-01")
    with pytest.raises(NotAllowedInState):
        gives(at, "expand", rollout, on="2026-03-01")


def test_an_organisation_has_one_roll_out_at_a_time(at: Bodies) -> None:
    body = {"organisation": at.office, "stage": "full", "on": "2026-01-01"}
    late = refused_after(at, lambda: begun(at), lambda slower: slower.do("begin", ("rollouts", None), body, at.off))
    assert getattr(late, "rule", "") == "RolloutIsOnRecordAlready"
    (first,) = at.of.records.listing(ListCall("rollouts", READER), AUDITOR)["items"]
    gives(at, "end", first["id"], reason="另行部署")
    begun(at, stage="full")


def test_an_organisation_that_has_ended_goes_no_further(at: Bodies) -> None:
    rollout = begun(at, organisation=at.council)
    at.of.do("end", ("organisations", at.council), {"reason": "撤销", "no_successor": True}, ADMINISTRATION)
    with pytest.raises(Invalid):
        gives(at, "expand", rollout, on="2026-03-01")
    with pytest.raises(Invalid):
        reported(at, organisation=at.council)
    gives(at, "end", rollout, reason="机构撤销")
