"""A client that plays the story as it is, and before each step tries everything that must be refused there."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from operations.demo.client import Client
from tests.contract.published import ROWS, PublishedRow
from tests.system.api import Answer, Api, Headers, refused

LIFECYCLES = {
    "submissions": "submission",
    "topics": "topic",
    "meetings": "meeting",
    "participants": "attendance",
    "items": "consensus_item",
    "outcomes": "outcome",
    "tasks": "task",
}
NOBODY = "019a0000-0000-7000-8000-0000000000ff"
NESTED = 2


@dataclass(frozen=True)
class Step:
    """A command of the story: where it goes, and what was published of it."""

    path: str
    body: dict[str, Any]
    headers: Headers
    lifecycle: str
    command: str
    record: str | None

    @property
    def rows(self) -> list[PublishedRow]:
        return [row for row in ROWS if row.key == (self.lifecycle, self.command)]

    @property
    def required(self) -> list[str]:
        return [name for name, _type, required in self.rows[0].fields if required]

    @property
    def address(self) -> str:
        """Of the record itself."""
        return self.path.rpartition("/")[0] if self.record else self.path


def step_of(path: str, body: dict[str, Any], headers: Headers) -> Step | None:
    """None for what is no part of a published lifecycle: organisations, people, the clock."""
    collection, *rest = path.removeprefix("/v1/").split("/")
    if collection == "meetings" and len(rest) >= NESTED and rest[1] in LIFECYCLES:
        _meeting, collection, *rest = rest
    if collection not in LIFECYCLES:
        return None
    lifecycle = LIFECYCLES[collection]
    if not rest:
        creation = next(row for row in ROWS if row.lifecycle == lifecycle)
        return Step(path, body, headers, lifecycle, creation.command, None)
    record, command = rest
    return Step(path, body, headers, lifecycle, command, record)


@dataclass
class Sent:
    """What was refused, to be looked for in the logs afterwards."""

    correlation_ids: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


class Heckler(Client):
    """`elsewhere` speaks in the same roles for other organisations; `reader` may read everything."""

    def __init__(self, url: str, reader: Headers, security: Headers) -> None:
        super().__init__(url)
        self.sent, self._reader, self._security = Sent(), reader, security
        self.elsewhere: dict[str, Headers] = {}
        self.steps = 0

    def post(self, path: str, body: dict[str, Any], headers: Headers, key: str | None = None) -> dict[str, Any]:
        step = step_of(path, body, headers)
        if step is None:
            return super().post(path, body, headers, key)
        self.steps += 1
        before = self._etag(step)
        self._heckle(step)
        assert self._etag(step) == before
        chosen = key or str(uuid.uuid4())
        answer = super().post(path, body, headers, chosen)
        self._ask_again(step, chosen, answer)
        return answer

    def _etag(self, step: Step) -> str | None:
        return Api(self.url).get(step.address, self._reader).headers["ETag"] if step.record else None

    def _heckle(self, step: Step) -> None:
        """Everything that a caller can get wrong at this step, in the order of the contract."""
        anyone_may = step.command == "submit"
        self._refused(step, 401, "unauthenticated", {"Authorization": "Bearer garbage"})
        if not anyone_may:
            self._refused(step, 401, "unauthenticated", {"Tracking-Code": "", "Participant-Code": ""}, bare=True)
        self._refused(step, 413, "too-large", raw=json.dumps({"text": "讲" * 30_000}).encode())
        self._refused(step, 415, "unsupported-media-type", {"Content-Type": "application/x-www-form-urlencoded"})
        self._refused(step, 400, "malformed", raw=b"[]")
        if step.record:
            elsewhere = step.path.replace(step.record, NOBODY)
            self._refused(step, 404, "not-found", path=elsewhere)
        for wrong, field_name in wrong_bodies(step):
            errors = self._refused(step, 422, "invalid", raw=json.dumps(wrong).encode())["errors"]
            assert field_name in errors, f"{step.path}: {errors} does not name {field_name}"
        self._refused(step, 403, "not-permitted", self._security, bare=True)
        if (neighbour := self._neighbour(step)) is not None:
            self._refused(step, 403, "not-permitted", neighbour)
        if step.record:
            self._refused(step, 412, "version-mismatch", {"If-Match": '"99"'})

    def _neighbour(self, step: Step) -> Headers | None:
        """The same capacity somewhere else; somebody else's code where the step needs one."""
        if "Tracking-Code" in step.headers:
            return {"Tracking-Code": "of-another-submission"}
        if "Participant-Code" in step.headers:
            return {"Participant-Code": "of-another-participant"}
        return self.elsewhere.get(step.headers.get("Authorization", ""))

    def _ask_again(self, step: Step, key: str, answer: dict[str, Any]) -> None:
        """The same again is the same answer; another body under the key is refused; and the step is over."""
        again = super().post(step.path, step.body, step.headers, key)
        assert again == answer
        other = {**step.body, "occurred_at": "2020-01-01T00:00:00+08:00"}
        raw = json.dumps(other).encode()
        self._refused(step, 422, "idempotency-key-reused", {"Idempotency-Key": key}, raw=raw, kept=True)
        came_from = {state for row in step.rows for state in row.came_from}
        state = Api(self.url).shown(step.address, self._reader)["state"] if step.record else ""
        if step.record and state not in came_from:
            problem = self._refused(step, 409, "not-allowed-in-state")
            assert problem["state"] not in came_from
            assert step.command not in problem["allowed_commands"]

    def _refused(self, step: Step, status: int, name: str, headers: Headers | None = None, raw: bytes | None = None,
                 path: str | None = None, bare: bool = False, kept: bool = False) -> dict[str, Any]:  # fmt: skip
        sent = {**({} if bare else step.headers), "Content-Type": "application/json", **(headers or {})}
        fresh = {"Idempotency-Key": str(uuid.uuid4()), "X-Correlation-Id": str(uuid.uuid4())}
        sent = {name: value for name, value in {**fresh, **sent}.items() if value}
        body = json.dumps(step.body).encode() if raw is None else raw
        answer: Answer = Api(self.url).send(path or step.path, body, sent)
        problem = refused(answer, status, name)
        assert problem["correlation_id"] == sent["X-Correlation-Id"]
        self.sent.correlation_ids.append(sent["X-Correlation-Id"])
        self.sent.statuses.append(status)
        if not kept:
            self.sent.keys.append(sent["Idempotency-Key"])
        return problem


def wrong_bodies(step: Step) -> Iterator[tuple[dict[str, Any], str]]:
    """The step's own body with one thing wrong, and the field that the refusal must name."""
    yield {**step.body, "nobody": 1}, "nobody"
    for name in step.required:
        if name in step.body:
            yield {key: value for key, value in step.body.items() if key != name}, name
    types = {name: written for name, written, _required in step.rows[0].fields}
    for name, value in step.body.items():
        yield {**step.body, name: {"wrong": True} if not isinstance(value, dict) else "wrong"}, name
        if types.get(name, "text") == "text":
            yield {**step.body, name: "NUL \x00"}, name
            yield {**step.body, name: "half of a pair \ud842"}, name
    if any(row.reason for row in step.rows) and "reason" in step.body:
        yield {**step.body, "reason": "　 "}, "reason"
    yield {**step.body, "occurred_at": "2190-01-01T00:00:00Z"}, "occurred_at"
