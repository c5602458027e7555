"""The many ways to deserve each refusal, over a real socket, on a real step of the story; nothing is ever written."""

import json
import socket
import time
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest

from infra.kernel.access.identity import new_key_pair
from tests.system.api import Headers, refused, token
from tests.system.refusals.scene import PASS, TOWN, Request, Scene
from tests.system.written import everything

MIB = 1024 * 1024
PATIENCE = 8.0


@pytest.fixture
def unwritten(scene: Scene) -> Iterator[Scene]:
    """The scene, which the test must leave as it was."""
    before = everything(scene.suite.folder), scene.version()
    yield scene
    assert (everything(scene.suite.folder), scene.version()) == before


def changed(scene: Scene, raw: bytes | None = None, **headers: str) -> Request:
    request = scene.request()
    request.raw = raw
    request.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return request


def test_a_challenge_comes_with_401(unwritten: Scene) -> None:
    request = unwritten.request()
    request.headers.pop("Authorization")
    answer = unwritten.send(request)
    refused(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_signed_by_another_key_is_no_token(unwritten: Scene) -> None:
    private, _public = new_key_pair()
    claims = {"aud": "shangliang", "iat": int(time.time()), "exp": int(time.time()) + 600, "jti": "1", "roles": ["ADM"]}
    for key, algorithm in ((private, "EdDSA"), ("", "none"), ("secret", "HS256")):
        with_claims = {**claims, "organisation": None, "division": None, "person": None}
        forged = jwt.encode(with_claims, key, algorithm=algorithm) if algorithm != "HS256" else "e30.e30.e30"
        request = changed(unwritten, Authorization=f"Bearer {forged}")
        refused(unwritten.send(request), 401, "unauthenticated")


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer ", "bearer a b c", "nonsense"])
def test_what_is_no_bearer_token_is_unauthenticated(unwritten: Scene, header: str) -> None:
    refused(unwritten.send(changed(unwritten, Authorization=header)), 401, "unauthenticated")


def test_a_bad_token_is_refused_even_where_none_is_needed(unwritten: Scene) -> None:
    bad = {"Authorization": "Bearer garbage"}
    body = {"text": "校门口", "division": TOWN, "channel": "web"}
    refused(unwritten.api.post("/v1/submissions", body, bad), 401, "unauthenticated")
    for path in ("/v1/topics", f"/v1/topics/{unwritten.screening}", "/v1/stream", "/v1/clock"):
        refused(unwritten.api.get(path, bad), 401, "unauthenticated")


def test_a_body_of_ten_megabytes_is_too_large(unwritten: Scene) -> None:
    document = json.dumps({"text": "x" * (10 * MIB)}).encode()
    refused(unwritten.send(changed(unwritten, raw=document)), 413, "too-large")
    in_chunks = (document[at : at + MIB] for at in range(0, len(document), MIB))
    request = unwritten.request()
    refused(unwritten.api.send(request.path, in_chunks, request.headers), 413, "too-large")


def asked_first(scene: Scene, announced: int, expect: bool, sent: bytes) -> tuple[str, float]:
    """The status line that comes while the body has not been sent whole, and after how many seconds."""
    address, request = urlsplit(scene.suite.url), scene.request()
    lines = [f"POST {request.path} HTTP/1.1", f"Host: {address.netloc}", f"Content-Length: {announced}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    lines += ["Expect: 100-continue"] if expect else []
    started = time.monotonic()
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=PATIENCE) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + sent)
        status = connection.makefile("rb").readline().decode()
    return status, time.monotonic() - started


def test_ten_megabytes_that_ask_first_are_refused_before_they_are_sent(unwritten: Scene) -> None:
    status, _seconds = asked_first(unwritten, 10 * MIB, expect=True, sent=b"")
    assert status.startswith("HTTP/1.1 413")


def test_a_gigabyte_is_refused_before_it_is_sent(unwritten: Scene) -> None:
    status, _seconds = asked_first(unwritten, 1024 * MIB, expect=False, sent=b'{"text": "')
    assert status.startswith("HTTP/1.1 413")


def test_ten_megabytes_that_stop_half_way_are_refused_all_the_same(unwritten: Scene) -> None:
    status, _seconds = asked_first(unwritten, 10 * MIB, expect=False, sent=b"x" * MIB)
    assert status.startswith("HTTP/1.1 413")


@pytest.mark.parametrize("text", ["x" * 65_537, "讲" * 21_846, "𠮷" * 16_385])
def test_a_text_of_64_kilobytes_and_one_is_too_large_in_bytes_not_in_letters(unwritten: Scene, text: str) -> None:
    body = {"text": text, "division": TOWN, "channel": "web"}
    problem = refused(unwritten.api.post("/v1/submissions", body), 413, "too-large")
    assert list(problem["errors"]) == ["text"]


@pytest.mark.parametrize("media", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_what_is_not_called_json_is_an_unsupported_media_type(unwritten: Scene, media: str) -> None:
    refused(unwritten.send(changed(unwritten, Content_Type=media)), 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"null", b"[]", b'"text"', b"{}{}", b'{"a": NaN}', b'{"a": Infinity}', b'{"a": 1e400}',
        b'{"verdicts": [], "verdicts": []}', b'{"verdicts": [{"item": "1", "item": "2"}]}', b'{"a": "\xff"}',
        b'\xef\xbb\xbf{"verdicts": []}', b'{"a": ' + b"1" * 5000 + b"}", b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda raw: repr(raw[:24]),
)  # fmt: skip
def test_what_is_no_json_object_is_malformed(unwritten: Scene, raw: bytes) -> None:
    refused(unwritten.send(changed(unwritten, raw=raw)), 400, "malformed")


@pytest.mark.parametrize("name", ["1", "null", "{topic}x", "{compact}", "{submission}", "%00", "..%2f.."])
def test_what_names_no_topic_is_not_found(unwritten: Scene, name: str) -> None:
    names = {"topic": unwritten.screening, "submission": unwritten.submission}
    wanted = name.format(**names, compact=unwritten.screening.replace("-", "")) if "{" in name else name
    path = f"/v1/topics/{wanted}/{PASS}"
    refused(unwritten.api.send(path, b"{}", unwritten.request().headers), 404, "not-found")


@pytest.mark.parametrize("command", ["draft", "passscreening", "update", "delete"])
def test_a_command_that_there_is_not_is_not_found(unwritten: Scene, command: str) -> None:
    path = f"/v1/topics/{unwritten.screening}/{command}"
    refused(unwritten.api.post(path, {}, unwritten.capacities["station"]), 404, "not-found")


def test_what_one_may_not_read_is_not_found_and_what_one_may_not_do_is_forbidden(unwritten: Scene) -> None:
    path, stranger = f"/v1/topics/{unwritten.screening}", unwritten.capacities["elsewhere"]
    refused(unwritten.api.get(path, stranger), 404, "not-found")
    refused(unwritten.api.get(f"{path}/history", stranger), 404, "not-found")
    refused(unwritten.api.post(f"{path}/select", {}, stranger), 403, "not-permitted")


@pytest.mark.parametrize(
    "command", ["start_screening", "end_notice", "submit_outcome", "close", "start_implementation"]
)
def test_what_only_the_system_does_nobody_may(unwritten: Scene, command: str) -> None:
    callers: list[Headers] = [
        *unwritten.capacities.values(),
        *(token(unwritten.site, r) for r in ("ADM", "SEC", "AUD")),
    ]
    for headers in callers:
        path = f"/v1/topics/{unwritten.screening}/{command}"
        problem = refused(unwritten.api.post(path, {}, headers), 403, "not-permitted")
        assert problem["rule"]


def test_a_capacity_that_the_token_has_not_may_not(unwritten: Scene) -> None:
    for capacity in ("OFF", "SYS", "PARTY", "nobody"):
        refused(unwritten.send(changed(unwritten, Capacity=capacity)), 403, "not-permitted")


SUBMISSION = {"text": "校门口", "division": TOWN, "channel": "web"}
HALF = "\ud842"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""), ("text", "  　"), ("text", None), ("text", 1), ("text", ["a"]), ("text", {"a": 1}),
        ("text", "a\x00b"), ("text", HALF), ("text", "enc1:what"), ("division", "1"), ("division", 620723101),
        ("division", "62072310x"), ("channel", "smoke"), ("channel", ["web"]), ("venue", "not an id"),
        ("anonymous", "true"), ("anonymous", 1), ("name", False), ("title", "a\x00"), ("occurred_at", "yesterday"),
        ("occurred_at", "2026-01-01T00:00:00"), ("occurred_at", 1), ("tracking_code", "mine"), ("reason", "why"),
        (HALF, 1), ("", 1),
    ],
    ids=repr,
)  # fmt: skip
def test_a_wrong_field_is_named(unwritten: Scene, field: str, value: Any) -> None:
    problem = refused(unwritten.api.post("/v1/submissions", {**SUBMISSION, field: value}), 422, "invalid")
    assert len(problem["errors"]) == 1


def test_without_a_token_the_key_must_be_a_uuid(unwritten: Scene) -> None:
    problem = refused(unwritten.api.post("/v1/submissions", SUBMISSION, key="my-key"), 422, "invalid")
    assert list(problem["errors"]) == ["Idempotency-Key"]


def test_exactly_one_of_topic_and_new_topic_is_wanted(unwritten: Scene) -> None:
    path, station = f"/v1/submissions/{unwritten.submission}/link_to_topic", unwritten.capacities["station"]
    new = {"title": "甲", "background": "乙", "organisation": unwritten.organisations["council"]}
    for body in ({}, {"topic": unwritten.screening, "new_topic": new}):
        refused(unwritten.api.post(path, body, station), 422, "invalid")
    refused(unwritten.api.post(path, {"topic": str(uuid.uuid4())}, station), 422, "invalid")


def test_what_is_no_http_of_ours_is_told_in_the_same_form(unwritten: Scene) -> None:
    refused(unwritten.api.get("/v1/nothing"), 404, "not-found")
    refused(unwritten.api.send(f"/v1/topics/{unwritten.screening}", b"{}"), 405, "method-not-allowed")
