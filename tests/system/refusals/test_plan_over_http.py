"""A plan over HTTP: through its gate and back, with its history, as it was, its receipts, its lists and its lineage."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.system.api import Headers, eventually, refused, token
from tests.system.refusals.scene import COUNTY, OTHER_TOWN, TOWN, VERDICTS, Scene, new_topic

NUMBER = {"document_number": "沙党发〔2026〕2号"}
Told = dict[str, Any]


@pytest.fixture(scope="module")
def party(scene: Scene) -> Headers:
    body = {"name": "镇党委 𠮷", "kind": "party", "division": TOWN}
    organisation = scene.api.done("/v1/organisations", body, token(scene.site, "ADM"))["id"]
    return token(scene.site, "PARTY", organisation=organisation, division=TOWN)


@pytest.fixture(scope="module")
def approved(scene: Scene, party: Headers) -> str:
    """A topic that may be planned."""
    topic = new_topic(scene)
    path, who = f"/v1/topics/{topic}", scene.capacities
    verdicts = [{"item": code, "verdict": VERDICTS[code.split("-")[0]]} for code in scene.codes]
    scene.api.done(f"{path}/pass_screening", {"verdicts": verdicts}, who["office"])
    scene.api.done(f"{path}/select", {}, who["chair"])
    scene.api.done(f"{path}/endorse", {"opinion": "同意"}, who["office"])
    scene.api.done(f"{path}/approve", NUMBER, party)
    return topic


@pytest.fixture(scope="module")
def say(scene: Scene) -> Callable[..., Told]:
    """Gives a command to the one plan of this module."""
    said = {"title": "协商计划 𠮷", "division": TOWN, "organisation": scene.organisations["council"], "period": "2026"}
    plan = scene.api.done("/v1/plans", said, scene.capacities["chair"])["id"]

    def to_the_plan(command: str, body: Told, who: Headers) -> Told:
        return scene.api.done(f"/v1/plans/{plan}/{command}", body, who)

    return to_the_plan


def test_a_plan_goes_through_its_gate_and_back(
    scene: Scene, party: Headers, approved: str, say: Callable[..., Told]
) -> None:
    chair, office = scene.capacities["chair"], scene.capacities["office"]
    before = scene.api.shown(f"/v1/topics/{approved}", scene.auditor)
    plan = say("put_topic", {"topic": approved, "month": "2026-03"}, chair)["id"]
    path = f"/v1/plans/{plan}"
    assert scene.api.shown(path, chair)["allowed_commands"] == ["put_topic", "drop_topic", "submit"]
    say("submit", {}, office)
    assert say("return_for_revision", {"reason": "改到五月"}, party)["state"] == "returned"
    in_march = scene.api.shown(path, chair)["updated_at"]
    say("drop_topic", {"topic": approved, "reason": "改到五月"}, chair)
    say("put_topic", {"topic": approved, "month": "2026-05"}, chair)
    say("submit", {}, chair)
    answer = say("approve", NUMBER, party)
    assert (answer["state"], answer["version"]) == ("approved", 8)
    assert say("close", {"summary": "尚未协商"}, office)["state"] == "closed"

    shown = scene.api.shown(path, party)
    assert [(one["topic"], one["month"], one["late"]) for one in shown["topics"]] == [(approved, "2026-05", False)]
    assert shown["actual"] == [{"topic": approved, "month": "2026-05", "state": "approved", "consulted_at": None}]
    assert (shown["document_number"], shown["summary"]) == (NUMBER["document_number"], "尚未协商")
    then = scene.api.shown(path, party, as_of=in_march)
    assert (then["state"], then["topics"][0]["month"], then["version"]) == ("returned", "2026-03", 4)
    history = scene.api.items(f"{path}/history", party)
    assert [(event["type"], event["role"]) for event in history][-2:] == [
        ("PlanApproved", "PARTY"),
        ("PlanClosed", "OFF"),
    ]
    receipt = f"/v1/receipts/{answer['events'][0]['id']}"
    assert eventually(lambda: scene.api.get(receipt, party).status_code, lambda status: status == 200)
    assert scene.api.shown(f"/v1/topics/{approved}", scene.auditor) == before


def test_a_topic_tells_its_plans_and_a_plan_its_topics(
    scene: Scene, party: Headers, approved: str, say: Callable[..., Told]
) -> None:
    body = {"title": "一季度", "division": COUNTY, "organisation": scene.organisations["office"], "period": "2026-Q1"}
    office = scene.capacities["office"]
    plan = scene.api.done("/v1/plans", body, office)["id"]
    scene.api.done(f"/v1/plans/{plan}/put_topic", {"topic": approved, "month": "2026-02"}, office)
    assert plan in [one["id"] for one in scene.api.items("/v1/plans", office, topic=approved)]
    assert plan not in [one["id"] for one in scene.api.items("/v1/plans", party, topic=approved)]
    link = {"from": f"/v1/topics/{approved}", "to": f"/v1/plans/{plan}"}
    for root in link.values():
        seen = scene.api.shown(root.replace("/v1/", "/v1/lineage/"), office)
        assert link in seen["links"]
    refused(scene.api.get(f"/v1/lineage/plans/{plan}"), 404, "not-found")


def test_what_may_not_be_planned_is_refused_as_the_contract_says(scene: Scene, party: Headers, approved: str) -> None:
    chair = scene.capacities["chair"]
    said = {"title": "计划", "division": TOWN, "organisation": scene.organisations["council"], "period": "2026-Q1"}
    refused(scene.api.post("/v1/plans", {**said, "period": "今年"}, chair), 422, "invalid")
    refused(scene.api.post("/v1/plans", {**said, "title": 5}, chair), 422, "invalid")
    refused(scene.api.post("/v1/plans", {**said, "title": "a\x00b"}, chair), 422, "invalid")
    refused(
        scene.api.post("/v1/plans", {**said, "division": OTHER_TOWN}, scene.capacities["elsewhere"]),
        403,
        "not-permitted",
    )
    elsewhere = {**said, "organisation": scene.organisations["elsewhere"]}
    refused(scene.api.post("/v1/plans", elsewhere, scene.capacities["office"]), 422, "invalid")
    put = f"/v1/plans/{scene.api.done('/v1/plans', said, chair)['id']}/put_topic"
    for body, status, name in (
        ({"topic": approved, "month": "2026-13"}, 422, "invalid"),
        ({"topic": approved, "month": "2026-04"}, 422, "rule-broken"),
        ({"topic": scene.screening, "month": "2026-03"}, 422, "rule-broken"),
        ({"topic": scene.submission, "month": "2026-03"}, 422, "invalid"),
    ):
        refused(scene.api.post(put, body, chair), status, name)
    refused(scene.api.post(put, {"topic": approved, "month": "2026-03"}, party), 403, "not-permitted")
    refused(scene.api.post(put.replace("put_topic", "submit"), {}, chair), 422, "rule-broken")
    refused(scene.api.post(put.replace("put_topic", "approve"), NUMBER, party), 409, "not-allowed-in-state")
