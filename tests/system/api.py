"""The suite over HTTP as a test speaks to it, and tokens for whoever a test wants to be."""

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import requests

from infra.kernel.access.identity import Claims, make_token
from infra.kernel.access.site import Site
from tests.documented import documented

PATIENCE_SECONDS = 90.0
POLL_SECONDS = 0.05
Headers: TypeAlias = dict[str, str]
Answer: TypeAlias = requests.Response


def token(site: Site, *roles: str, organisation: str | None = None, division: str | None = None,
          person: str | None = None, hours: float = 2) -> Headers:  # fmt: skip
    """The header with which that capacity speaks."""
    assert site.token_private_key is not None
    claims = Claims(roles, organisation, division, person)
    return {"Authorization": f"Bearer {make_token(site.token_private_key, claims, hours)}"}


def as_documented(answer: Answer) -> Answer:
    """The answer, which must be one that the OpenAPI document allows."""
    request = answer.request
    kind = answer.headers.get("Content-Type", "")
    documented().hold(str(request.method), str(request.url), answer.status_code, kind, answer.content)
    return answer


@dataclass(frozen=True)
class Api:
    """One running suite. Every answer is held against the OpenAPI document."""

    url: str

    def get(self, path: str, headers: Headers | None = None, **query: Any) -> Answer:
        return as_documented(requests.get(f"{self.url}{path}", headers=headers or {}, params=query, timeout=60))

    def shown(self, path: str, headers: Headers | None = None, **query: Any) -> dict[str, Any]:
        """What is read there; it must be readable."""
        answer = self.get(path, headers, **query)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def items(self, path: str, headers: Headers | None = None, **query: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.shown(path, headers, **query)["items"]
        return found

    def send(self, path: str, raw: bytes | Any, headers: Headers | None = None) -> Answer:
        """A command with exactly these bytes and headers."""
        return as_documented(requests.post(f"{self.url}{path}", data=raw, headers=headers or {}, timeout=60))

    def post(self, path: str, body: Any, headers: Headers | None = None, key: str | None = None) -> Answer:
        """A command as a careful client sends it."""
        sent = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4()), **(headers or {})}
        return self.send(path, json.dumps(body).encode(), sent)

    def done(self, path: str, body: Any, headers: Headers | None = None, key: str | None = None) -> dict[str, Any]:
        """The answer of a command that must succeed."""
        answer = self.post(path, body, headers, key)
        assert answer.status_code in (200, 201), f"{path}: {answer.status_code} {answer.text}"
        said: dict[str, Any] = answer.json()
        return said

    def becomes(self, path: str, headers: Headers | None, state: str) -> dict[str, Any]:
        """The record once the system has brought it to that state."""
        record: dict[str, Any] = eventually(lambda: self.shown(path, headers), lambda one: one["state"] == state)
        return record


def eventually(look: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """What is seen once the condition holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds(seen := look()):
        assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS:.0f} s in vain; last seen: {seen}"
        time.sleep(POLL_SECONDS)
    return seen


def refused(answer: Answer, status: int, name: str) -> dict[str, Any]:
    """The problem document of an answer that must be this refusal."""
    said = f"{answer.status_code} {answer.text[:500]}"
    assert answer.headers["Content-Type"] == "application/problem+json", said
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["type"]) == (status, f"urn:shangliang:problem:{name}"), said
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert "Traceback" not in answer.text
    return problem
