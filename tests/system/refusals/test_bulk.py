"""Many commands in one request over HTTP: a list approved, people recorded, residents' matters, each decided by itself."""

import uuid
from typing import Any

import pytest

from tests.system.api import Answer, Headers, refused, token
from tests.system.refusals.scene import TOWN, Scene, new_topic

NUMBER = {"document_number": "沙党发〔2026〕5号"}
Told = dict[str, Any]


def ask(scene: Scene, collection: str, command: str, items: list[Told], who: Headers | None = None) -> Answer:
    keyed = [{"key": str(uuid.uuid4()), **item} for item in items]
    return scene.api.post(f"/v1/{collection}/bulk", {"command": command, "items": keyed}, who)


def statuses(answer: Answer) -> list[int]:
    return [item["status"] for item in answer.json()["items"]]


@pytest.fixture(scope="module")
def party(scene: Scene) -> Headers:
    body = {"name": "镇党委 𡃁", "kind": "party", "division": TOWN}
    organisation = scene.api.done("/v1/organisations", body, token(scene.site, "ADM"))["id"]
    return token(scene.site, "PARTY", organisation=organisation, division=TOWN)


def test_a_list_of_topics_goes_through_the_gate_in_one_request(scene: Scene, party: Headers) -> None:
    topics, who = [new_topic(scene) for _ in range(3)], scene.capacities
    verdicts = [{"item": code, "verdict": "yes"} for code in scene.codes]
    for command, body, giver in (
        ("pass_screening", {"verdicts": verdicts}, who["office"]),
        ("select", {}, who["chair"]),
        ("endorse", {"opinion": "同意"}, who["office"]),
    ):
        items = [{"id": topic, "body": body} for topic in topics]
        assert statuses(ask(scene, "topics", command, items, giver)) == [200] * 3
    listed = [{"id": topic, "body": NUMBER} for topic in topics]
    between = {"id": scene.screening, "body": NUMBER}
    assert statuses(ask(scene, "topics", "approve", listed, who["chair"])) == [403] * 3
    answer = ask(scene, "topics", "approve", [listed[0], between, {**listed[1], "body": {}}, *listed], party)
    assert statuses(answer) == [200, 409, 422, 409, 200, 200]
    problems = [item["problem"] for item in answer.json()["items"] if "problem" in item]
    assert [one["type"].rpartition(":")[2] for one in problems] == [
        "not-allowed-in-state",
        "invalid",
        "not-allowed-in-state",
    ]
    assert set(problems[1]["errors"]) == {"document_number"}
    for topic in topics:
        history = scene.api.items(f"/v1/topics/{topic}/history", party)
        assert [event["type"] for event in history].count("TopicApproved") == 1


def test_sixty_people_are_recorded_once_however_often_they_are_sent(scene: Scene) -> None:
    admin = token(scene.site, "ADM")
    keyed = [{"key": str(uuid.uuid4()), "body": {"name": f"李𠮷{number}"}} for number in range(60)]
    asked = {"command": "create", "items": keyed}
    first = scene.api.post("/v1/people/bulk", asked, admin)
    assert statuses(first) == [201] * 60
    assert scene.api.post("/v1/people/bulk", asked, admin).json() == first.json()
    ids = [item["answer"]["id"] for item in first.json()["items"]]
    assert ids == sorted(set(ids))
    keyed[7]["body"] = {"name": "另一人"}
    assert statuses(scene.api.post("/v1/people/bulk", asked, admin))[6:9] == [201, 422, 201]
    refused(scene.api.post("/v1/people/bulk", {"command": "create", "items": [1]}, admin), 422, "invalid")


def test_residents_matters_need_no_token_and_get_their_codes(scene: Scene) -> None:
    said = {"text": "路灯不亮", "division": TOWN, "channel": "counter"}
    answer = ask(scene, "submissions", "submit", [{"body": said}, {"body": {**said, "text": "a\x00b"}}, {"body": said}])
    assert statuses(answer) == [201, 422, 201]
    code = answer.json()["items"][2]["answer"]["tracking_code"]
    assert scene.api.shown(f"/v1/submissions/track/{code}")["text"] == "路灯不亮"
    refused(ask(scene, "submissions", "accept", [{"id": scene.submission, "body": {}}]), 401, "unauthenticated")
