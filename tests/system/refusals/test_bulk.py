"""Many commands in one request over HTTP: a list approved, people recorded, residents' matters, each decided by itself."""

import uuid
from typing import Any

import pytest

from tests.system.api import Answer, Headers, refused, token
from tests.system.refusals.scene import TOWN, VERDICTS, Scene, new_topic

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
    verdicts = [{"item": code, "verdict": VERDICTS[code.split("-")[0]]} for code in scene.codes]
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


def test_a_sheet_is_looked_at_brought_in_once_and_taken_away(scene: Scene) -> None:
    admin = {**token(scene.site, "ADM"), "Content-Type": "application/octet-stream"}
    council = scene.api.shown(f"/v1/organisations/{scene.organisations['council']}", scene.auditor)["name"]
    good = f"名称,类别,区划代码,上级机构\r\n𠮷村议事会,协商议事会,{TOWN},{council}\r\n𠮷村工作站,station,{TOWN},\r\n"
    bad = good + "没有,party,629999,没有\r\n"
    seen = scene.api.send("/v1/organisations/import?preview=true", bad.encode("gb18030"), admin).json()
    assert [one["row"] for one in seen["rows"]] == [2, 3]
    assert {(one["row"], one["column"]) for one in seen["errors"]} == {(4, "C"), (4, "D")}
    assert set(refused(scene.api.send("/v1/organisations/import", bad.encode(), admin), 422, "invalid")["errors"]) == {
        "C4",
        "D4",
    }
    first = scene.api.send("/v1/organisations/import", good.encode(), admin)
    assert statuses(first) == [201, 201]
    assert scene.api.send("/v1/organisations/import", good.encode(), admin).json() == first.json()
    station = {**scene.capacities["station"], "Content-Type": "text/csv"}
    assert statuses(scene.api.send("/v1/organisations/import", good.encode(), station)) == [403, 403]

    sheet = scene.api.get("/v1/organisations/export", scene.auditor, format="csv", division=TOWN).content.decode()
    ids = [item["answer"]["id"] for item in first.json()["items"]]
    assert f"{ids[0]},𠮷村议事会,协商议事会,{TOWN},{council},在用\r\n" in sheet
    workbook = scene.api.get("/v1/people/export", scene.auditor, format="xlsx").content
    assert workbook.startswith(b"PK")
