"""401 · 413 · 415 · 400 · 404, each before the next, and all before a service is asked."""

import io
import json

import pytest

from infra.kernel.base.problems import NotFound, Unauthenticated
from tests.unit.gateway.fakes import CHAIR, OTHER_PRIVATE_KEY, TOPIC, Suite, bearer, told

APPROVE = f"/v1/topics/{TOPIC}/approve"
LARGE = b'{"document_number": "' + b"x" * (1024 * 1024) + b'"}'
LONG_FIELD = json.dumps({"document_number": "x" * (64 * 1024 + 1)})
JSON = {"Content-Type": "application/json"}


def refused(suite: Suite, status: int, name: str, path: str = APPROVE, **request: object) -> dict[str, object]:
    answer = suite.client.post(path, **request)
    assert (answer.status_code, told(answer)["type"]) == (status, f"urn:shangliang:problem:{name}")
    assert answer.content_type == "application/problem+json"
    assert suite.services.asked == []
    return dict(told(answer))


def test_a_large_body_without_token_is_first_of_all_unauthenticated(suite: Suite) -> None:
    refused(suite, 401, "unauthenticated", data=LARGE, headers={"Content-Type": "text/plain"})


@pytest.mark.parametrize(
    "header",
    [
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic YTpi"},
        bearer("CHAIR", hours=-1),
        bearer("CHAIR", key=OTHER_PRIVATE_KEY),
    ],
)
def test_a_bad_token_is_unauthenticated_even_where_none_is_needed(suite: Suite, header: dict[str, str]) -> None:
    refused(suite, 401, "unauthenticated", "/v1/submissions", json={}, headers=header)
    assert suite.client.get("/v1/topics", headers=header).status_code == 401
    assert suite.client.get("/v1/stream", headers=header).status_code == 401


def test_without_a_public_key_no_token_is_accepted() -> None:
    refused(Suite(public_key=None), 401, "unauthenticated", json={}, headers=CHAIR)


def test_the_challenge_names_the_scheme(suite: Suite) -> None:
    assert suite.client.post(APPROVE, json={}).headers["WWW-Authenticate"] == 'Bearer realm="shangliang"'


@pytest.mark.parametrize(
    "header", ["Bearer nonsense", "bearer nonsense", bearer("CHAIR", hours=-1)["Authorization"], "Bearer "]
)
def test_the_challenge_says_that_a_token_is_no_good(suite: Suite, header: str) -> None:
    """RFC 6750, 3.1: a client that hears invalid_token gets itself a new one."""
    challenge = suite.client.get("/v1/topics", headers={"Authorization": header}).headers["WWW-Authenticate"]
    assert challenge == 'Bearer realm="shangliang", error="invalid_token"'


def test_a_service_that_refuses_the_token_is_heard_in_the_challenge(suite: Suite) -> None:
    suite.services.answers["topics", "listing"] = Unauthenticated("令牌无效或已过期")
    challenge = suite.client.get("/v1/topics", headers=CHAIR).headers["WWW-Authenticate"]
    assert challenge.endswith('error="invalid_token"')


def test_who_uses_another_scheme_hears_of_no_error_of_a_token(suite: Suite) -> None:
    """RFC 6750, 3: without authentication information, or by an unsupported method, the challenge has no error."""
    basic = suite.client.get("/v1/topics", headers={"Authorization": "Basic YTpi"})
    assert "error" not in basic.headers["WWW-Authenticate"]


def test_a_large_body_is_too_large_whatever_it_is(suite: Suite) -> None:
    refused(suite, 413, "too-large", data=LARGE, headers={**CHAIR, "Content-Type": "text/plain"})


def test_a_large_body_without_length_is_too_large(suite: Suite) -> None:
    refused(
        suite,
        413,
        "too-large",
        input_stream=io.BytesIO(LARGE * 12),
        headers={**CHAIR, **JSON, "Transfer-Encoding": "chunked"},
    )


def test_a_chunked_body_is_read(suite: Suite) -> None:
    body = io.BytesIO(b'{"document_number": "1"}')
    answer = suite.client.post(APPROVE, input_stream=body, headers={**CHAIR, **JSON, "Transfer-Encoding": "chunked"})
    assert (answer.status_code, suite.services.last.body) == (200, {"document_number": "1"})


def test_an_announced_flood_is_refused_unread(suite: Suite) -> None:
    class Unread(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("it was read")

    flood = {"CONTENT_LENGTH": str(10**9)}
    refused(suite, 413, "too-large", input_stream=Unread(), headers={**CHAIR, **JSON}, environ_overrides=flood)
    asking = {"CONTENT_LENGTH": str(10**7), "HTTP_EXPECT": "100-continue"}
    refused(suite, 413, "too-large", input_stream=Unread(), headers={**CHAIR, **JSON}, environ_overrides=asking)


def test_a_long_text_is_too_large_before_its_media_type_is_wrong(suite: Suite) -> None:
    problem = refused(suite, 413, "too-large", data=LONG_FIELD, headers={**CHAIR, "Content-Type": "text/plain"})
    assert list(problem["errors"]) == ["document_number"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"document_number": [[]] * 5000}),
        json.dumps({"document_number": [{}] * 5000}),
        json.dumps({f"field{number}": 1 for number in range(5001)}),
        json.dumps([[[0] * 71] * 71, 1]),
    ],
)
def test_more_than_five_thousand_members_are_too_large_whatever_they_are(suite: Suite, body: str) -> None:
    refused(suite, 413, "too-large", data=body, headers={**CHAIR, "Content-Type": "text/plain"})


def test_five_thousand_members_are_a_services_to_judge(suite: Suite) -> None:
    body = json.dumps({f"field{number}": 1 for number in range(5000)})
    assert suite.client.post(APPROVE, data=body, headers={**CHAIR, **JSON}).status_code == 200


def test_a_form_is_no_json(suite: Suite) -> None:
    refused(suite, 415, "unsupported-media-type", data={"document_number": "1"}, headers=CHAIR)
    refused(suite, 415, "unsupported-media-type", data=b"{", headers={**CHAIR, "Content-Type": "text/plain"})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e400}',
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 1}}',
        b'{"a": "\xff"}',
        b'\xef\xbb\xbf{"a": 1}',
        b'{"a": ' + b"1" * 5000 + b"}",
        b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 900 + b"1" + b"}" * 900,
    ],
)
def test_what_is_no_json_object_is_malformed(suite: Suite, body: bytes) -> None:
    refused(suite, 400, "malformed", data=body, headers={**CHAIR, **JSON})
    refused(suite, 400, "malformed", "/v1/topics/no-uuid/approve", data=body, headers={**CHAIR, **JSON})


def test_a_missing_body_is_malformed(suite: Suite) -> None:
    refused(suite, 400, "malformed", headers=CHAIR)


@pytest.mark.parametrize("record_id", ["1", "TOPIC", TOPIC.replace("-", ""), "{" + TOPIC[:34] + "}"])
def test_what_is_no_uuid_names_no_record(suite: Suite, record_id: str) -> None:
    refused(suite, 404, "not-found", f"/v1/topics/{record_id}/approve", json={}, headers=CHAIR)
    assert suite.client.get(f"/v1/topics/{record_id}").status_code == 404
    assert suite.client.get(f"/v1/topics/{record_id}/history").status_code == 404


def test_nesting_that_a_command_may_have_is_read(suite: Suite) -> None:
    body = {"verdicts": [{"item": "1", "verdict": "yes", "note": "\ud800"}]}
    headers = {**CHAIR, **JSON}
    assert (
        suite.client.post(f"/v1/topics/{TOPIC}/pass_screening", data=json.dumps(body), headers=headers).status_code
        == 200
    )
    assert suite.services.last.body == body


def test_a_media_type_may_name_its_charset(suite: Suite) -> None:
    headers = {**CHAIR, "Content-Type": "application/json; charset=utf-8"}
    assert suite.client.post(APPROVE, data=b"{}", headers=headers).status_code == 200


def test_what_follows_is_the_services_word(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = NotFound("没有这条记录")
    answer = suite.client.post(APPROVE, json={"unknown": 1}, headers=CHAIR)
    assert (answer.status_code, told(answer)["type"]) == (404, "urn:shangliang:problem:not-found")
