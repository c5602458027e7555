"""A GET that was answered before: 304 where nothing changed that this caller sees, and one ETag for one answer only."""

import json
import re
from typing import Any

import pytest

from tests.documented import documented
from tests.unit.gateway.fakes import CHAIR, MEETING, SUBMISSION, TOPIC, Suite, bearer, told

RECORD = documented().example("GET", "/v1/topics/{id}") | {"id": TOPIC, "version": 7}
READINGS = [
    "/v1/topics",
    f"/v1/topics/{TOPIC}",
    f"/v1/topics/{TOPIC}/history",
    f"/v1/meetings/{MEETING}/items",
    f"/v1/topics/{TOPIC}?as_of=2026-03-03T00:00:00Z",
]
PUBLIC_DOCUMENTS = ["/v1/openapi.json", "/v1/docs"]


def etag(suite: Suite, path: str, headers: dict[str, str] | None = None) -> str:
    answer = suite.client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.headers["ETag"]


@pytest.mark.parametrize("path", READINGS)
def test_what_has_not_changed_is_answered_304(suite: Suite, path: str) -> None:
    tag = etag(suite, path, CHAIR)
    again = suite.client.get(path, headers={**CHAIR, "If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Content-Type" not in again.headers
    assert again.headers["X-Correlation-Id"]


@pytest.mark.parametrize("given", ["W/{tag}", '"other", {tag}', "*"])
def test_if_none_match_is_compared_weakly_and_may_name_several(suite: Suite, given: str) -> None:
    path = f"/v1/topics/{TOPIC}"
    header = given.format(tag=etag(suite, path, CHAIR))
    assert suite.client.get(path, headers={**CHAIR, "If-None-Match": header}).status_code == 304


@pytest.mark.parametrize(
    "changed",
    [
        {"allowed_commands": []},
        {"version": 8, "state": "proposed"},
        {"title": "已删除"},
    ],
)
def test_another_body_has_another_etag(suite: Suite, changed: dict[str, Any]) -> None:
    path = f"/v1/topics/{TOPIC}"
    suite.services.answers["topics", "read"] = RECORD
    tag = etag(suite, path, CHAIR)
    suite.services.answers["topics", "read"] = {**RECORD, **changed}
    answer = suite.client.get(path, headers={**CHAIR, "If-None-Match": tag})
    assert (answer.status_code, told(answer)) == (200, {**RECORD, **changed})
    assert answer.headers["ETag"] != tag


def test_the_etag_of_a_record_begins_with_its_version(suite: Suite) -> None:
    """So that it says in `If-Match` what `"VERSION"` says."""
    suite.services.answers["topics", "read"] = RECORD
    tag = etag(suite, f"/v1/topics/{TOPIC}", CHAIR)
    assert re.fullmatch(r'"7-[0-9a-f]{16}"', tag)
    suite.client.post(f"/v1/topics/{TOPIC}/propose", json={}, headers={**CHAIR, "If-Match": tag})
    assert suite.services.last.if_match == 7


@pytest.mark.parametrize("path", [*READINGS, "/v1/ledger/key"])
def test_what_is_read_only_if_it_is_another_is_refused_and_not_told(suite: Suite, path: str) -> None:
    suite.services.answers["audit", "key"] = {"vkey": "a+1+b", "witness_vkey": "c+1+d", "origin": "a", "witnesses": []}
    answer = suite.client.get(path, headers={**CHAIR, "If-Match": '"0123456789abcdef"'})
    assert (answer.status_code, answer.mimetype) == (412, "application/problem+json")
    assert told(answer)["type"] == "urn:shangliang:problem:version-mismatch"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("given", ['"7"', "{tag}", "*", '"6", "7"'])
def test_what_is_read_only_if_it_still_is_that_one_is_told(suite: Suite, given: str) -> None:
    suite.services.answers["topics", "read"] = RECORD
    path = f"/v1/topics/{TOPIC}"
    header = given.format(tag=etag(suite, path, CHAIR))
    assert suite.client.get(path, headers={**CHAIR, "If-Match": header}).status_code == 200
    again = suite.client.get(path, headers={**CHAIR, "If-Match": header, "If-None-Match": "*"})
    assert again.status_code == 304


def test_a_record_followed_by_its_code_is_answered_304_too(suite: Suite) -> None:
    path = "/v1/submissions/track/7K3M-AAAA-BBBB-CCCC"
    assert suite.client.get(path, headers={"If-None-Match": etag(suite, path)}).status_code == 304


def test_a_refusal_has_no_etag(suite: Suite) -> None:
    answer = suite.client.get("/v1/people", headers={"If-None-Match": "*"})
    assert answer.status_code == 401
    assert "ETag" not in answer.headers


def test_the_answer_of_a_command_keeps_its_version_as_etag(suite: Suite) -> None:
    answer = suite.client.post(f"/v1/topics/{TOPIC}/select", json={}, headers={**CHAIR, "If-None-Match": "*"})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({}, "public, no-cache"),
        (CHAIR, "no-store"),
        (bearer("PUB", division=None), "no-store"),
        ({"Tracking-Code": "7K3M-AAAA"}, "no-store"),
        ({"Participant-Code": "7K3M-AAAA"}, "no-store"),
    ],
)
def test_only_what_anyone_may_read_is_kept_by_caches(suite: Suite, headers: dict[str, str], kept: str) -> None:
    answer = suite.client.get(f"/v1/topics/{TOPIC}", headers=headers)
    assert answer.headers["Cache-Control"] == kept
    assert answer.headers["Vary"] == "Authorization, Capacity, Tracking-Code, Participant-Code"


def test_a_code_in_the_address_is_kept_by_no_cache(suite: Suite) -> None:
    assert suite.client.get("/v1/submissions/track/7K3M-AAAA").headers["Cache-Control"] == "no-store"
    suite.services.answers["topics", "read"] = {**RECORD, "id": SUBMISSION}
    refused = suite.client.get(f"/v1/submissions/{SUBMISSION}")
    assert (refused.status_code, refused.headers["Cache-Control"]) == (401, "no-store")


@pytest.mark.parametrize("path", PUBLIC_DOCUMENTS)
def test_public_documents_are_kept_and_asked_after(suite: Suite, path: str) -> None:
    first = suite.client.get(path)
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = suite.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_ledgers_key_is_kept_and_asked_after_in_either_form(suite: Suite) -> None:
    keys = {"vkey": "a+1+b", "witness_vkey": "c+1+d", "origin": "a", "witnesses": []}
    suite.services.answers["audit", "key"] = keys
    forms = [
        suite.client.get("/v1/ledger/key", headers={"Accept": form}) for form in ("text/plain", "application/json")
    ]
    assert [form.headers["Cache-Control"] for form in forms] == ["public, no-cache"] * 2
    assert forms[0].headers["ETag"] != forms[1].headers["ETag"]
    assert all("Accept" in form.headers["Vary"] for form in forms)
    assert json.loads(forms[1].data) == keys
    for form, accept in zip(forms, ("text/plain", "application/json"), strict=True):
        asked = {"Accept": accept, "If-None-Match": form.headers["ETag"]}
        assert suite.client.get("/v1/ledger/key", headers=asked).status_code == 304


def test_a_head_request_tells_the_etag(suite: Suite) -> None:
    path = f"/v1/topics/{TOPIC}"
    assert suite.client.head(path, headers=CHAIR).headers["ETag"] == etag(suite, path, CHAIR)
