"""Linze county: three gates that nobody passes without a document number, a visit every quarter, a chair who follows the office."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import NotAllowedInState, NotPermitted, RuleBroken
from tests.unit.programmes.council import Council
from tests.unit.programmes.county import SECURITY, County

LINZE, TOWN, VILLAGE = "620723", "620723101", "620723103202"
TOWNS = {
    TOWN: "沙河镇", "620723102": "新华镇", "620723103": "蓼泉镇", "620723104": "平川镇",
    "620723105": "板桥镇", "620723106": "鸭暖镇", "620723107": "倪家营镇",
}  # fmt: skip
DIVISIONS = {"62": "甘肃省", "6207": "张掖市", LINZE: "临泽县", **TOWNS, VILLAGE: "墩子村"}


def with_office(year: int, month: int, day: int) -> tuple[County, Actor]:
    at = County(DIVISIONS, year, month, day)
    at.found("cppcc_office", LINZE, "临泽县政协")
    return at, at.appoint("县政协干部", "OFF", "临泽县政协")


def test_topic_plan_and_outcome_each_wait_for_a_document_of_the_party_organisation() -> None:
    """The traffic at the school gate: on site first and then at the table, an expert by video, lights within half a month."""
    at, office = with_office(2022, 3, 7)
    council = Council(at, TOWN, "沙河镇协商议事会", "沙河镇党委", office)
    at.found("dispatch_office", TOWN, "沙河镇党政办")
    at.found("department", LINZE, "县公安局交警大队")
    dispatch = at.appoint("交办员", "DISP", "沙河镇党政办")
    police = at.appoint("交警大队承办人", "HND", "县公安局交警大队")
    topic = council.drafted(
        council.liaison, "校园门口交通乱象", "上放学时段乱停乱放", stakeholder_groups=["家长", "学校"]
    )
    plan = at.made(
        council.liaison, "plans.draft", title="二季度协商计划", division=TOWN, organisation=council.id, period="2022-Q2"
    )

    # The first gate (议题): until it is approved it stands in no plan and is not consulted on
    with pytest.raises(RuleBroken):
        at.give(council.liaison, "plans.put_topic", plan, topic=topic, month="2022-04")
    with pytest.raises(NotAllowedInState):
        at.give(council.chair, "topics.open_round", topic)
    council.approved(topic, "沙党发〔2022〕9号")
    # The second (计划)
    at.give(council.liaison, "plans.put_topic", plan, topic=topic, month="2022-04")
    at.give(council.chair, "plans.submit", plan)
    with pytest.raises(NotPermitted):
        at.give(council.chair, "plans.approve", plan, document_number="自批1号")
    at.give(council.party, "plans.approve", plan, document_number="沙党发〔2022〕10号")

    council.noticed(topic)
    agenda = [
        {"title": "察看校园门口", "kind": "site_visit", "minutes": 40, "place": "滨河幼儿园门口"},
        {"title": "会场协商", "kind": "discussion", "minutes": 80},
    ]
    guests = [{"group": "家长", "name": "家长代表"}, {"group": "学校", "name": "教师"}, {"name": "交通专家"}]
    held = council.meeting(topic, *guests, agenda=agenda, form="site", mode="hybrid")
    item = council.raised(held, "临时信号灯和等待区", "立临时信号灯，划家长等待区和临时停车位")
    council.settled(held, item, "agreed", [("家长代表", "for"), ("教师", "for")])
    met_on = at.day()
    council.signed(held, "先察看后协商，意见一致")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="立信号灯、划等待区")
    # The third (成果): nothing is handed out before it is approved
    outcome = council.outcome(topic, held, "校园门口交通整治", None)
    with pytest.raises(NotAllowedInState):
        at.give(dispatch, "outcomes.decompose", outcome, tasks=[{"title": "立灯", "lead": police.organisation}])
    at.give(council.party, "outcomes.approve", outcome, document_number="沙党发〔2022〕15号")
    light: dict[str, Any] = {"what": "临时信号灯", "number": 1, "unit": "处", "on": at.day()}
    effect = at.made(council.liaison, "measured-effects.measure", outcome=outcome, **light)
    (task,) = council.carried_out(
        outcome, dispatch, {"title": "立灯划位", "handler": police, "text": "灯已立、位已划"}, heard="校园门口秩序井然"
    )

    numbers = [
        at.shown(kind, one)["document_number"]
        for kind, one in (("topics", topic), ("plans", plan), ("outcomes", outcome))
    ]
    assert numbers == ["沙党发〔2022〕9号", "沙党发〔2022〕10号", "沙党发〔2022〕15号"]
    assert [one["kind"] for one in at.shown("meetings", held.id)["agenda"]] == ["site_visit", "discussion"]
    shown = at.shown("measured-effects", effect)
    assert (shown["met_on"], shown["days"]) == (met_on, 12), "within half a month of the meeting"
    assert [at.shown("tasks", task)["state"], at.shown("topics", topic)["state"]] == ["done", "closed"]
    links = {(one["from"], one["to"]) for one in at.lineage("tasks", task)["links"]}
    assert {(f"/v1/topics/{topic}", f"/v1/plans/{plan}"), (f"/v1/outcomes/{outcome}", f"/v1/tasks/{task}")} <= links


def test_every_town_is_visited_once_a_quarter_and_a_missed_visit_stays_on_record() -> None:
    at, office = with_office(2022, 4, 6)
    leaders = [at.appoint(f"副主席{number}", "LEAD", "临泽县政协") for number in "甲乙"]
    for number, town in enumerate(TOWNS):
        at.made(office, "charges.create", leader=leaders[number % 2].person, division=town)
    duties = {one["division"]: one["id"] for one in at.all("duties")}
    assert {*duties} == {*TOWNS}
    for number, town in enumerate([*TOWNS][:-1]):
        visit = {"visited_at": at.time(), "findings": "指导一场镇级协商议事"}
        at.give(leaders[number % 2], "duties.record_visit", duties[town], **visit)
        at.give(office, "duties.verify", duties[town])
        at.wait(3)
    at.wait(90)

    missed = duties["620723107"]
    assert [at.shown("duties", duties[town])["state"] for town in TOWNS] == [*["verified"] * 6, "missed"]
    counted = at.coverage().of_charges(LINZE, "township", "2022-Q2")
    assert (counted["visited"], counted["not_visited"]) == (6, ("620723107",))
    late = {"visited_at": at.time(), "findings": "补上二季度的指导", "reason": "汛期值守"}
    at.give(leaders[0], "duties.record_late", missed, **late)
    shown = at.shown("duties", missed)
    assert (shown["state"], shown["late"], at.history("duties", missed)[1]) == ("done", True, "DutyMissed")
    assert len(at.all("duties")) == 14, "and the next quarter has its seven"


def test_the_chair_of_the_village_council_is_whoever_is_secretary_of_the_village() -> None:
    at, _office = with_office(2022, 3, 7)
    at.found("council", VILLAGE, "墩子村协商议事会")
    at.found("party", VILLAGE, "墩子村党支部")
    council, party = at.bodies["墩子村协商议事会"], at.bodies["墩子村党支部"]
    said = {"seat": "chair", "role": "PARTY", "acts_as": "CHAIR", "category": "village_three_committees"}
    at.made(SECURITY, "ex-officio-rules.create", organisation=council, office_organisation=party, **said)
    first = at.made(SECURITY, "offices.create", person=at.person("老书记"), organisation=party, role="PARTY")
    old, new = (at.acting(name, "CHAIR", "墩子村协商议事会") for name in ("老书记", "新书记"))
    draft = {"title": "乡村建设示范村", "background": "巷道怎么修", "source": "party", "division": VILLAGE}
    topic = at.made(old, "topics.draft", organisation=council, **draft)

    at.wait(100)
    at.give(SECURITY, "offices.end", first, reason="村“两委”换届")
    at.made(SECURITY, "offices.create", person=at.person("新书记"), organisation=party, role="PARTY")

    seats = {one["person"]: one["state"] for one in at.all("memberships", organisation=council)}
    assert seats == {old.person: "ended", new.person: "active"}
    with pytest.raises(NotPermitted):
        at.give(old, "topics.propose", topic)
    at.give(new, "topics.propose", topic)
    assert at.shown("topics", topic)["state"] == "screening"
