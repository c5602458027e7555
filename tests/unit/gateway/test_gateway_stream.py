"""Live news: who sees what, and that a slow listener holds nobody up."""

import json

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from gateway.stream import LIFETIME_SECONDS, WAITING_NEWS, News, NewsBoard, may_see, messages
from infra.kernel.places import Actor
from infra.kernel.problems import Unavailable
from tests.unit.gateway.fakes import COUNCIL, LINZE, SHAHE, TOPIC, Suite, bearer

INTERNAL: News = {
    "service": "topics",
    "collection": "topics",
    "record_id": TOPIC,
    "type": "TopicProposed",
    "division": SHAHE,
    "organisation": COUNCIL,
    "public": False,
    "position": 7,
    "recorded_at": "2026-03-02T01:00:00.000000+00:00",
}
PUBLIC: News = {**INTERNAL, "public": True, "type": "TopicNoticed", "position": 8}


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (None, False),
        (Actor(roles=("AUD",)), True),
        (Actor(roles=("ADM",)), False),
        (Actor(roles=("OFF",), organisation="another", division=LINZE), True),
        (Actor(roles=("STN",), organisation="another", division=SHAHE), True),
        (Actor(roles=("STN",), organisation="another", division="620723102"), False),
        (Actor(roles=("HND",), organisation=COUNCIL, division="620723102"), False),
    ],
)
def test_what_is_not_published_is_for_its_place_and_the_auditor(actor: Actor | None, sees: bool) -> None:
    assert may_see(actor, INTERNAL) is sees
    assert may_see(actor, PUBLIC) is True


def read_stream(suite: Suite, headers: dict[str, str], news: list[News]) -> list[dict[str, str]]:
    answer = suite.client.get("/v1/stream", headers=headers)
    assert answer.content_type == "text/event-stream; charset=utf-8"
    body = answer.iter_encoded()
    assert next(body).startswith(b"retry: ")
    for each in news:
        suite.board.publish(each)
    found: list[dict[str, str]] = []
    while len(found) < len([each for each in news if headers or each["public"]]):
        lines = next(body).decode().splitlines()
        found.append(json.loads(lines[1].removeprefix("data: ")))
    answer.close()
    return found


def test_the_public_hears_of_what_is_published_only(suite: Suite) -> None:
    assert read_stream(suite, {}, [INTERNAL, PUBLIC]) == [
        {
            "service": "topics",
            "collection": "topics",
            "id": TOPIC,
            "type": "TopicNoticed",
            "recorded_at": PUBLIC["recorded_at"],
        }
    ]


def test_a_token_hears_of_its_own_division(suite: Suite) -> None:
    types = [each["type"] for each in read_stream(suite, bearer("STN"), [INTERNAL, PUBLIC])]
    assert types == ["TopicProposed", "TopicNoticed"]


def test_news_is_not_gathered_by_the_server_before_it_leaves(suite: Suite) -> None:
    environ = create_environ("/v1/stream")
    pieces, _, _ = run_wsgi_app(lambda _, start: suite.app(environ, start), environ)
    assert environ["eventlet.minimum_write_chunk_size"] == 0
    pieces.close()  # type: ignore[attr-defined]  # werkzeug says Iterable, the server closes it


def test_a_listener_that_leaves_is_forgotten(suite: Suite) -> None:
    read_stream(suite, {}, [])
    assert not suite.board.has_listeners


def test_a_listener_that_falls_behind_is_dropped() -> None:
    board = NewsBoard()
    slow = board.subscribe()
    for _ in range(WAITING_NEWS + 1):
        board.publish(PUBLIC)
    assert slow.closed()
    assert not board.has_listeners


def test_there_is_an_end_to_the_number_of_listeners() -> None:
    board = NewsBoard(most_listeners=1)
    board.subscribe()
    with pytest.raises(Unavailable):
        board.subscribe()


def test_a_quiet_stream_is_kept_open_and_ends_after_its_lifetime() -> None:
    class Quiet:
        left = False

        def get(self, timeout: float) -> None:
            return None

        def closed(self) -> bool:
            return False

        def close(self) -> None:
            self.left = True

    quiet, times = Quiet(), iter([0.0, 0.0, 1.0, LIFETIME_SECONDS])
    body = list(messages(quiet, None, now=lambda: next(times)))
    assert body[1:] == [": still here\n\n", ": still here\n\n"]
    assert quiet.left
