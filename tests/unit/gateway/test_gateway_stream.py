"""Live news: who sees what, and that a slow listener holds nobody up."""

import contextlib
import json
from typing import ClassVar

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from gateway.live.bookmark import Positions
from gateway.live.stream import LIFETIME_SECONDS, WAITING_NEWS, News, NewsBoard, may_see, messages
from gateway.service import board_of
from infra.kernel.access.places import Actor
from infra.kernel.base.problems import Unavailable
from tests.unit.gateway.fakes import COUNCIL, LINZE, SHAHE, TOPIC, Suite, bearer

PARTICIPANT = "019a0000-0000-7000-8000-0000000000dd"
INTERNAL: News = {
    "service": "topics",
    "collection": "topics",
    "record_id": TOPIC,
    "type": "TopicProposed",
    "division": SHAHE,
    "audience": "place",
    "named": (COUNCIL, PARTICIPANT),
    "position": 7,
    "recorded_at": "2026-03-02T01:00:00.000000+00:00",
}
STATION = bearer("STN")
PUBLIC: News = {**INTERNAL, "audience": "public", "type": "TopicNoticed", "position": 8}


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (None, False),
        (Actor(roles=("AUD",)), True),
        (Actor(roles=("ADM",)), False),
        (Actor(roles=("OFF",), organisation="another", division=LINZE), True),
        (Actor(roles=("STN",), organisation="another", division=SHAHE), True),
        (Actor(roles=("STN",), organisation="another", division="620723102"), False),
        (Actor(roles=("HND",), organisation=COUNCIL, division="620723102"), True),
        (Actor(roles=("HND",), organisation="another", division="620723102"), False),
        (Actor(person=PARTICIPANT, roles=("MEM",), organisation="another", division="620723102"), True),
        (Actor(person=PARTICIPANT[:-1], roles=("MEM",), organisation="another", division="620723102"), False),
    ],
)
def test_what_is_not_published_is_for_its_place_whom_it_names_and_the_auditor(actor: Actor | None, sees: bool) -> None:
    assert may_see(actor, INTERNAL) is sees
    assert may_see(actor, PUBLIC) is True


def test_what_is_for_every_token_is_not_for_who_has_none() -> None:
    reference: News = {**INTERNAL, "audience": "tokens", "named": ()}
    assert may_see(Actor(roles=("PUB",)), reference) is True
    assert may_see(None, reference) is False


def read_stream(suite: Suite, headers: dict[str, str], news: list[News]) -> list[dict[str, str]]:
    answer = suite.client.get("/v1/stream", headers=headers)
    assert answer.content_type == "text/event-stream; charset=utf-8"
    body = answer.iter_encoded()
    assert next(body).startswith(b"retry: ")
    for each in news:
        suite.board.publish(each)
    found: list[dict[str, str]] = []
    while len(found) < len([each for each in news if headers or each["audience"] == "public"]):
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
    slow = board.let_in("10.0.0.1")
    for _ in range(WAITING_NEWS + 1):
        board.publish(PUBLIC)
    assert slow.closed()
    assert not board.has_listeners


def test_there_is_an_end_to_the_number_of_listeners() -> None:
    board = NewsBoard(most_listeners=1)
    board.let_in("10.0.0.1")
    with pytest.raises(Unavailable):
        board.let_in("10.0.0.2")


def test_nobody_takes_all_places_and_a_place_that_is_left_is_free_again() -> None:
    board = NewsBoard(most_listeners=3, most_of_one=1)
    first = board.let_in("10.0.0.1")
    with pytest.raises(Unavailable):
        board.let_in("10.0.0.1")
    board.let_in("10.0.0.2")
    first.close()
    board.let_in("10.0.0.1")


@pytest.mark.parametrize(
    ("addresses", "headers", "status"),
    [
        (("10.0.0.1", "10.0.0.1"), ({}, {}), 503),
        (("10.0.0.1", "10.0.0.2"), ({}, {}), 200),
        (("2001:db8::1", "2001:db8::2"), ({}, {}), 503),
        (("10.0.0.1", "10.0.0.1"), ({}, bearer("STN")), 200),
        (("10.0.0.1", "10.0.0.2"), (STATION, STATION), 503),
    ],
)
def test_an_address_or_a_token_is_one_caller(
    addresses: tuple[str, str], headers: tuple[dict[str, str], dict[str, str]], status: int
) -> None:
    suite = Suite(most_of_one=1)
    answers = [
        suite.client.get("/v1/stream", headers=each, environ_overrides={"REMOTE_ADDR": address})
        for address, each in zip(addresses, headers, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [200, status]
    for answer in answers:
        answer.close()


def test_a_quiet_stream_is_kept_open_and_ends_after_its_lifetime() -> None:
    class Quiet:
        left = False
        positions: ClassVar[Positions] = {"topics": 7}

        def get(self, timeout: float) -> None:
            return None

        def closed(self) -> bool:
            return False

        def close(self) -> None:
            self.left = True

    quiet, times = Quiet(), iter([0.0, 0.0, 1.0, 1.0, 16.0, LIFETIME_SECONDS])
    body = list(messages(quiet, None, now=lambda: next(times)))
    assert body[1:] == ["id: topics-7\n: still here\n\n"] * 2
    assert quiet.left


def test_who_only_asks_for_the_head_takes_no_place(suite: Suite) -> None:
    assert suite.client.head("/v1/stream").status_code == 200
    assert not suite.board.has_listeners


def test_a_body_that_is_never_begun_gives_its_place_back(suite: Suite) -> None:
    answer = suite.client.get("/v1/stream", buffered=False)
    assert suite.board.has_listeners
    answer.close()
    assert not suite.board.has_listeners


@pytest.mark.parametrize(("lines", "limit", "places"), [(768, 0, (384, 192)), (768, 60, (384, 60)), (64, 60, (32, 16))])
def test_one_caller_has_at_most_half_of_the_places_whatever_the_limit(
    lines: int, limit: int, places: tuple[int, int]
) -> None:
    board, found = board_of(lines, limit), []
    for caller in ("10.0.0.1", "10.0.0.2", "10.0.0.3", *(f"10.0.1.{number}" for number in range(9))):
        taken = 0
        with contextlib.suppress(Unavailable):
            while True:
                board.let_in(caller)
                taken += 1
        found.append(taken)
    assert (sum(found), max(found)) == (places[0], places[1])


def test_who_waits_for_news_waits_no_longer_when_closed() -> None:
    listener = NewsBoard().let_in("10.0.0.1")
    listener.close()
    assert listener.get(timeout=60.0) is None
    assert listener.closed()


def test_nothing_is_said_any_more_to_who_has_left() -> None:
    class Leaving:
        left = False
        positions: ClassVar[Positions] = {}

        def get(self, timeout: float) -> None:
            self.left = True

        def closed(self) -> bool:
            return self.left

        def close(self) -> None: ...

    assert len(list(messages(Leaving(), None))) == 1
