"""Many commands in one request: each as it would be alone, in order, and what one meets with is its own."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from gateway.records import bulk
from gateway.routes import RESOURCES
from infra.kernel.base.calls import CommandCall
from infra.kernel.base.problems import NotAllowedInState, NotPermitted, Unavailable
from tests.documented import documented
from tests.unit.gateway.fakes import CHAIR, MEETING, PARTICIPANT, SUBMISSION, TOPIC, Suite, bearer, done, told

ANOTHER = "01938f3e-0000-7000-8000-000000000011"
BULK = "/v1/topics/bulk"


def approved(*ids: str, **body: Any) -> dict[str, Any]:
    items = [{"id": one, "key": f"key-{place}", "body": body} for place, one in enumerate(ids)]
    return {"command": "approve", "items": items}


def invited(count: int) -> dict[str, Any]:
    return {
        "command": "invite",
        "items": [{"key": f"key-{place}", "body": {"kind": "fixed"}} for place in range(count)],
    }


def refused(answer: TestResponse, status: int, name: str) -> dict[str, Any]:
    assert (answer.status_code, told(answer)["type"]) == (status, f"urn:shangliang:problem:{name}"), answer.text
    found: dict[str, Any] = told(answer)
    return found


def commands(suite: Suite) -> list[CommandCall]:
    return [payload for _, method, payload in suite.services.asked if method == "command"]


def test_each_is_given_as_it_would_be_alone_and_in_order(suite: Suite) -> None:
    headers = {**CHAIR, "Capacity": "CHAIR", "X-Correlation-Id": "visit-7", "Idempotency-Key": "of-the-whole"}
    answer = suite.client.post(
        BULK, json=approved(TOPIC, ANOTHER.upper(), document_number="沙党发〔2026〕3号"), headers=headers
    )
    assert answer.status_code == 200
    first, second = commands(suite)
    assert (first.collection, first.command, first.record_id, first.key) == ("topics", "approve", TOPIC, "key-0")
    assert (second.record_id, second.key, second.body) == (ANOTHER, "key-1", {"document_number": "沙党发〔2026〕3号"})
    assert {(one.caller.capacity, one.correlation_id, one.parent_id) for one in (first, second)} == {
        ("CHAIR", "visit-7", None)
    }
    assert [item["status"] for item in told(answer)["items"]] == [200, 200]
    assert told(answer)["items"][0]["answer"]["events"][0]["receipt"].startswith("/v1/receipts/")


def test_what_is_created_has_no_id_and_lies_under_its_parent(suite: Suite) -> None:
    suite.services.answers["meetings", "command"] = done(
        PARTICIPANT, created=True, state="invited", participant_code="7K3M-AAAA"
    )
    answer = suite.client.post(f"/v1/meetings/{MEETING}/participants/bulk", json=invited(500), headers=CHAIR)
    assert {(call.parent_id, call.record_id) for call in commands(suite)} == {(MEETING, None)}
    assert [call.key for call in commands(suite)] == [f"key-{place}" for place in range(500)]
    assert {(item["status"], item["answer"]["participant_code"]) for item in told(answer)["items"]} == {
        (201, "7K3M-AAAA")
    }


def test_one_that_is_refused_stops_no_other(suite: Suite) -> None:
    answers: list[dict[str, Any] | Exception] = [
        NotPermitted("无权 no", rule="only_its_roles_may"),
        done(),
        NotAllowedInState("不可 no", state="draft", allowed_commands=["select"]),
        ValueError("a fault of ours"),
        done(),
    ]

    def one_after_the_other(call: CommandCall) -> dict[str, Any]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    suite.services.answers["topics", "command"] = one_after_the_other
    answer = suite.client.post(BULK, json=approved(*[TOPIC] * 5), headers=CHAIR)
    items = told(answer)["items"]
    assert [item["status"] for item in items] == [403, 200, 409, 500, 200]
    assert items[0]["problem"]["rule"] == "only_its_roles_may"
    assert items[2]["problem"]["allowed_commands"] == ["select"]
    assert items[3]["problem"]["type"] == "urn:shangliang:problem:internal"
    assert "fault of ours" not in answer.text
    assert items[0]["problem"]["correlation_id"] == answer.headers["X-Correlation-Id"]


def test_what_is_wrong_with_one_item_alone_is_its_own_problem(suite: Suite) -> None:
    deep: dict[str, Any] = {}
    for _ in range(33):
        deep = {"in": deep}
    bodies: list[dict[str, Any]] = [{"a": "x" * (64 * 1024 + 1)}, deep, {"a": [0] * 5000}, {"a": 1}]
    items = [{"id": TOPIC, "key": "k", "body": body} for body in bodies]
    items.append({"id": "no-uuid", "key": "k", "body": {}})
    answer = suite.client.post(BULK, json={"command": "approve", "items": items}, headers=CHAIR)
    assert [item["status"] for item in told(answer)["items"]] == [413, 413, 413, 200, 404]
    assert list(told(answer)["items"][0]["problem"]["errors"]) == ["a"]
    assert len(commands(suite)) == 1


def test_a_service_that_does_not_answer_is_503_for_each(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = Unavailable("稍后再试", retry_after=5)
    answer = suite.client.post(BULK, json=approved(TOPIC, ANOTHER), headers=CHAIR)
    assert answer.status_code == 200
    assert [item["status"] for item in told(answer)["items"]] == [503, 503]


def test_what_is_not_come_to_in_time_is_503_and_not_asked_for(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "TOGETHER_SECONDS", 0.0)
    answer = suite.client.post(BULK, json=approved(TOPIC, ANOTHER), headers=CHAIR)
    assert [item["status"] for item in told(answer)["items"]] == [503, 503]
    assert commands(suite) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({}, {"command", "items"}),
        ({"command": 7, "items": []}, {"command"}),
        ({"command": "approve", "items": {}}, {"items"}),
        ({"command": "approve", "items": [1]}, {"items.0"}),
        ({"command": "approve", "items": [{"id": TOPIC, "key": "k"}]}, {"items.0.body"}),
        ({"command": "approve", "items": [{"id": TOPIC, "key": "k", "body": []}]}, {"items.0.body"}),
        ({"command": "approve", "items": [{"id": TOPIC, "key": 1, "body": {}}]}, {"items.0.key"}),
        ({"command": "approve", "items": [{"id": 1, "key": "k", "body": None}]}, {"items.0.id", "items.0.body"}),
        ({"command": "approve", "items": [{"id": TOPIC, "key": "k", "body": {}, "if": 1}]}, {"items.0.if"}),
        ({"command": "approve", "items": [], "more": 1}, {"more"}),
        ({"command": "approve", "items": [{"key": "k", "body": {}}]}, {"items.0.id"}),
        ({"command": "draft", "items": [{"id": TOPIC, "key": "k", "body": {}}]}, {"items.0.id"}),
        ({"command": "approved", "items": []}, {"command"}),
        (approved(*[TOPIC] * 501), {"items"}),
    ],
)
def test_what_is_no_such_object_is_invalid_and_names_the_place(suite: Suite, body: Any, places: set[str]) -> None:
    problem = refused(suite.client.post(BULK, json=body, headers=CHAIR), 422, "invalid")
    assert set(problem["errors"]) == places
    assert commands(suite) == []


def test_the_place_is_that_of_the_item(suite: Suite) -> None:
    body = approved(*[TOPIC] * 4)
    body["items"][3]["body"] = "text"
    assert set(refused(suite.client.post(BULK, json=body, headers=CHAIR), 422, "invalid")["errors"]) == {"items.3.body"}


def test_nothing_asked_is_nothing_answered(suite: Suite) -> None:
    assert told(suite.client.post(BULK, json=approved(), headers=CHAIR)) == {"items": []}


def test_a_command_of_the_system_is_refused_to_each(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = NotPermitted("这一步由系统完成 Only the system does this")
    body = {**approved(TOPIC), "command": "end_notice"}
    assert [item["status"] for item in told(suite.client.post(BULK, json=body, headers=CHAIR))["items"]] == [403]


def test_the_order_of_refusals_is_that_of_a_command(suite: Suite) -> None:
    large = json.dumps({"command": "approve", "items": ["x" * (1024 * 1024)]})
    plain = {"Content-Type": "text/plain"}
    refused(suite.client.post("/v1/outcomes/bulk", data=large, headers=plain), 401, "unauthenticated")
    refused(suite.client.post(BULK, data=large, headers={**CHAIR, **plain}), 413, "too-large")
    many = json.dumps({"command": "approve", "items": [0] * 50_001})
    refused(suite.client.post(BULK, data=many, headers={**CHAIR, **plain}), 413, "too-large")
    refused(suite.client.post(BULK, data="{", headers={**CHAIR, **plain}), 415, "unsupported-media-type")
    refused(suite.client.post(BULK, data="[]", headers={**CHAIR, "Content-Type": "application/json"}), 400, "malformed")
    refused(suite.client.post("/v1/meetings/x/participants/bulk", json={}, headers=CHAIR), 404, "not-found")
    assert commands(suite) == []


def test_a_bad_token_is_unauthenticated_even_where_none_is_needed(suite: Suite) -> None:
    refused(suite.client.post("/v1/submissions/bulk", json={}, headers=bearer("LIA", hours=-1)), 401, "unauthenticated")


def test_without_a_token_only_what_needs_none_alone(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = done(
        SUBMISSION, created=True, state="received", tracking_code="7K3M-AAAA"
    )
    raised = {"command": "submit", "items": [{"key": ANOTHER, "body": {"text": "校门口很危险"}}]}
    assert told(suite.client.post("/v1/submissions/bulk", json=raised))["items"][0]["status"] == 201
    accepted = {"command": "accept", "items": [{"id": SUBMISSION, "key": ANOTHER, "body": {}}]}
    refused(suite.client.post("/v1/submissions/bulk", json=accepted), 401, "unauthenticated")
    rated = {**accepted, "command": "rate"}
    refused(suite.client.post("/v1/submissions/bulk", json=rated), 401, "unauthenticated")
    code = {"Tracking-Code": "7K3M-AAAA"}
    suite.services.answers.clear()
    assert told(suite.client.post("/v1/submissions/bulk", json=rated, headers=code))["items"][0]["status"] == 200
    assert commands(suite)[-1].caller.tracking_code == "7K3M-AAAA"
    refused(suite.client.post(BULK, json=approved(TOPIC)), 401, "unauthenticated")


def test_without_a_token_each_item_counts_as_a_request() -> None:
    suite = Suite(rate_limit=3)
    suite.services.answers["topics", "command"] = done(
        SUBMISSION, created=True, state="received", tracking_code="7K3M-AAAA"
    )
    items = [{"key": ANOTHER, "body": {"text": "校门口很危险"}}] * 5
    answer = suite.client.post("/v1/submissions/bulk", json={"command": "submit", "items": items})
    assert [item["status"] for item in told(answer)["items"]] == [201, 201, 201, 429, 429]
    assert suite.client.get("/v1/topics").status_code == 429
    assert len(commands(suite)) == 3
    suite.services.answers.clear()
    with_token = suite.client.post(BULK, json=approved(*[TOPIC] * 5), headers=CHAIR)
    assert [item["status"] for item in told(with_token)["items"]] == [200] * 5


def test_a_name_that_is_no_text_is_told_all_the_same(suite: Suite) -> None:
    """A lone surrogate in a name of the caller's own, which no answer in UTF-8 can hold."""
    raw = json.dumps({"command": "approve", "items": [{"id": TOPIC, "key": "k", "body": {"\ud800": "x" * 70_000}}]})
    answer = suite.client.post(BULK, data=raw, headers={**CHAIR, "Content-Type": "application/json"})
    assert list(told(answer)["items"][0]["problem"]["errors"]) == ["\ud800"]


def test_every_collection_with_commands_has_it_documented() -> None:
    paths = documented().document["paths"]
    for resource in RESOURCES:
        path = resource.path.replace("<parent>", "{parent}") + "/bulk"
        assert (path in paths) is bool(resource.commands)
        if resource.commands:
            assert paths[path]["post"]["operationId"] == f"{resource.collection}.bulk"
