"""Every refusal has one form and gives nothing away."""

import json

import pytest

from infra.kernel.base.problems import (
    Invalid,
    NotAllowedInState,
    NotPermitted,
    RuleBroken,
    Unavailable,
    VersionMismatch,
)
from tests.unit.gateway.fakes import CHAIR, TOPIC, Suite, told

APPROVE = f"/v1/topics/{TOPIC}/approve"


@pytest.mark.parametrize(
    ("refusal", "status", "members"),
    [
        (Invalid("更正", errors={"title": ["缺"]}), 422, {"errors": {"title": ["缺"]}}),
        (NotPermitted("不行", rule="PARTY is …"), 403, {"rule": "PARTY is …"}),
        (
            NotAllowedInState("不行", state="draft", allowed_commands=[]),
            409,
            {"state": "draft", "allowed_commands": []},
        ),
        (VersionMismatch("版本"), 412, {}),
        (RuleBroken("违反", rule="ApproverIsOfAnotherLevel"), 422, {"rule": "ApproverIsOfAnotherLevel"}),
        (Unavailable("稍后", retry_after=3), 503, {}),
    ],
)
def test_a_services_refusal_is_a_problem_document(
    suite: Suite, refusal: Exception, status: int, members: dict[str, object]
) -> None:
    suite.services.answers["topics", "command"] = refusal
    answer = suite.client.post(APPROVE, json={}, headers={**CHAIR, "X-Correlation-Id": "c-1"})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    document = json.loads(answer.data)
    frame = {"type", "title", "status", "detail", "correlation_id"}
    assert frame <= set(document)
    assert {name: value for name, value in document.items() if name not in frame} == members
    assert (document["status"], document["correlation_id"]) == (status, "c-1")
    assert answer.headers.get("Retry-After") == ("3" if status == 503 else None)


def test_a_fault_of_ours_shows_no_trace(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = ValueError("secret detail at line 7")
    answer = suite.client.post(APPROVE, json={}, headers=CHAIR)
    assert (answer.status_code, told(answer)["type"]) == (500, "urn:shangliang:problem:internal")
    assert told(answer)["correlation_id"] == answer.headers["X-Correlation-Id"]
    assert b"secret" not in answer.data
    assert b"Traceback" not in answer.data


def test_at_most_fifty_wrong_fields_are_named_on_each_level(suite: Suite) -> None:
    wrong = {f"field{number}": ["Unknown field."] for number in range(5000)}
    suite.services.answers["topics", "command"] = Invalid("更正", errors={"items": wrong, **wrong})  # type: ignore[dict-item]
    errors = told(suite.client.post(APPROVE, json={}, headers=CHAIR))["errors"]
    assert (len(errors), len(errors["items"])) == (50, 50)


def test_a_field_name_with_half_a_character_can_be_named(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = Invalid("更正", errors={"\ud800": ["Unknown field."]})
    answer = suite.client.post(APPROVE, data=b'{"\\ud800": 1}', headers={**CHAIR, "Content-Type": "application/json"})
    assert json.loads(answer.data)["errors"] == {"\ud800": ["Unknown field."]}


@pytest.mark.parametrize(
    "path", ["/nowhere", "/v1/nowhere", "/v1/topics/", "/static/nothing.css", "/v1/topics/a/b/c/d"]
)
def test_an_unknown_address_is_a_problem_too(suite: Suite, path: str) -> None:
    answer = suite.client.get(path)
    assert (answer.status_code, told(answer)["type"]) == (404, "urn:shangliang:problem:not-found")


def test_a_wrong_method_is_a_problem_too(suite: Suite) -> None:
    answer = suite.client.delete(f"/v1/topics/{TOPIC}", headers=CHAIR)
    assert (answer.status_code, told(answer)["type"]) == (405, "urn:shangliang:problem:method-not-allowed")
    assert answer.content_type == "application/problem+json"


def test_every_answer_keeps_browsers_in_bounds(suite: Suite) -> None:
    for path in ("/", "/v1/topics", "/nowhere"):
        headers = suite.client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Correlation-Id"]
