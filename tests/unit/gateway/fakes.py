"""Services that answer from a table and remember what they were asked; callers with real tokens."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.app import create_app
from gateway.documents.who_may import LIFECYCLES
from gateway.http.settings import GatewaySettings
from gateway.live.news import LiveNews
from gateway.live.stream import MOST_LISTENERS, Listener, NewsBoard
from gateway.routes import RESOURCES
from infra.kernel.access.identity import Claims, make_token, new_key_pair
from infra.kernel.base.calls import CommandCall, ReadCall
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from tests.documented import documented

TOPIC = "01938f3e-0000-7000-8000-000000000001"
MEETING = "01938f3e-0000-7000-8000-000000000002"
PARTICIPANT = "01938f3e-0000-7000-8000-000000000003"
SUBMISSION = "01938f3e-0000-7000-8000-000000000004"
TASK = "01938f3e-0000-7000-8000-000000000005"
COUNCIL = "01938f3e-0000-7000-8000-00000000000a"
BY_COLLECTION = {resource.collection: resource for resource in RESOURCES}
LINZE, SHAHE = "620723", "620723101"

PRIVATE_KEY, PUBLIC_KEY = new_key_pair()
OTHER_PRIVATE_KEY, _ = new_key_pair()


def bearer(*roles: str, division: str | None = SHAHE, hours: float = 1, key: str = PRIVATE_KEY) -> dict[str, str]:
    organisation = None if set(roles) <= {"ADM", "SEC", "AUD", "PUB"} else COUNCIL
    token = make_token(key, Claims(roles, organisation, division), hours)
    return {"Authorization": f"Bearer {token}"}


CHAIR = bearer("CHAIR")
ADM = bearer("ADM", division=None)


def status(service: str, **differing: Any) -> dict[str, Any]:
    return {
        "service": service,
        "database": "ok",
        "broker": "ok",
        "position": 42,
        "unnumbered": 0,
        "unnumbered_seconds": 0.25,
        "lag": {"topics": 3},
        "parked": 0,
        "due": 1,
        "now": "2026-03-02T01:00:00.000000+00:00",
        "commands": {"topics.approve": {"count": 2, "seconds": 0.5}},
        "refusals": {"not-permitted": 4},
        "pending": 5,
        "version": "9.9",
        "replica": "here-7",
        "numbering": {"count": 42, "seconds": 0.75},
        **differing,
    }


def done(
    record_id: str = TOPIC, version: int = 1, created: bool = False, state: str = "draft", **extras: Any
) -> dict[str, Any]:
    event = {"id": COUNCIL, "type": "TopicDrafted", "version": version}
    return {"id": record_id, "state": state, "version": version, "created": created, "events": [event], **extras}


def _done(call: CommandCall) -> dict[str, Any]:
    return done(state=next(iter(LIFECYCLES[call.collection].states)))


def _read(call: ReadCall) -> dict[str, Any]:
    """A record as the document has one."""
    root = BY_COLLECTION[call.collection].path.replace("<parent>", "{parent}")
    return {**documented().example("GET", f"{root}/{{id}}"), "version": 7}


def told(answer: TestResponse) -> Any:
    """The answer's JSON, whose form the test knows."""
    return answer.json


NOTHING_BELONGS: dict[str, Any] = {"belonging": {}, "more": [], "named": [], "names": {}, "own_words": {}}


class FakeServices:
    """Answers what `answers` says for (service, method): a dict, an exception, or a function of the payload."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Any] = {}
        self.asked: list[tuple[str, str, Any]] = []

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        self.asked.append((service, method, payload))
        answer = self._answer(service, method) or _usual(service, method)
        if isinstance(answer, Exception):
            raise answer
        found: dict[str, Any] = answer(payload) if callable(answer) else answer
        return found

    def _answer(self, service: str, method: str) -> Any:
        answer = self.answers.get((service, method)) or self.answers.get(("any", method))
        if answer is None and method == "matter":
            whole = self._answer(service, "whole") if service == "topics" else None
            return whole if isinstance(whole, Exception) else {**NOTHING_BELONGS, **(whole or {})}
        return answer

    @property
    def last(self) -> Any:
        return self.asked[-1][2]


def _usual(service: str, method: str) -> Any:
    usual: dict[str, Any] = {
        "head": 0,
        "news": [],
        "command": _done,
        "read": _read,
        "history": {"items": []},
        "listing": {"items": [], "next": None},
        "overview": {"collections": []},
        "status": status(service),
        "people_of_the_story": {"people": []},
        "now": {"now": "2026-03-02T01:00:00.000000+00:00"},
        "concerned": {"collection": "topics", "id": TOPIC, "parent": None, "position": 3},
        "listed": {"items": [], "next": None, "names": {}, "own_words": {}},
        "tracked_tasks": {"tasks": []},
        "tellings_of_submission": {"tellings": []},
        "track": lambda asked: documented().example("GET", "/v1/submissions/track/{tracking_code}"),
    }
    return usual[method]


class DocumentedClient(FlaskClient):
    """Every answer is held against the OpenAPI document."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        request, body = answer.request, answer.data if answer.is_json else b""  # a stream is not read to its end
        documented().hold(request.method, request.path, answer.status_code, answer.content_type or "", body)
        return answer


class Suite:
    """A gateway over fake services."""

    def __init__(
        self,
        rate_limit: int = 0,
        demo_clock: bool = True,
        public_key: str | None = PUBLIC_KEY,
        advance: Callable[[CommandCall], dict[str, Any]] | None = None,
        public_url: str | None = None,
        most_of_one: int = MOST_LISTENERS,
    ) -> None:
        self.services, self.files = FakeServices(), SiteFiles(FilesInMemory())
        self.board = NewsBoard(most_of_one=most_of_one)
        self.news = LiveNews(self.services, self.board)
        self.advanced: list[CommandCall] = []
        self.app: Flask = create_app(
            self.services,
            GatewaySettings(
                public_key,
                rate_limit,
                demo_clock,
                advance or self._advance,
                self.files,
                public_url,
                token_private_key=PRIVATE_KEY,
            ),
            self._join,
        )
        self.app.test_client_class = DocumentedClient
        self.client = self.app.test_client()

    def begin_again(self) -> None:
        self.services.answers.clear()
        self.services.asked.clear()
        self.advanced.clear()
        self.news = LiveNews(self.services, self.board)
        self.client = self.app.test_client()

    def _join(self, caller: str, left_at: str | None) -> Listener:
        return self.news.join(caller, left_at)

    def _advance(self, call: CommandCall) -> dict[str, Any]:
        self.advanced.append(call)
        return done(state="running", offset_days=7)
