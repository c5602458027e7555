"""How much of us a client may have: lines, bytes and time, on real sockets with short times."""

import errno
import json
import resource
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import eventlet
import pytest
from eventlet.green import socket as green

from infra.kernel.web.bounds import MOST_LINES, Bounds, most_lines
from infra.kernel.web.lines import GRACE_SECONDS, Line, Lines, Waits
from infra.kernel.web.listening import ListenerDied, Listening

SHORT = 0.05
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = 32 * 1024 * 1024


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    try:
        length = len(environ["wsgi.input"].read()) if environ["PATH_INFO"] == "/read" else 0
    except (OSError, ValueError) as error:
        start("400 Bad Request", [])
        return [type(error).__name__.encode()]
    start("200 OK", [])
    return [b"x" * LARGE if environ["PATH_INFO"] == "/large" else str(length).encode()]


@contextmanager
def serving(**differing: Any) -> Iterator[tuple[Listening, tuple[str, int]]]:
    bound = eventlet.listen(("127.0.0.1", 0), reuse_port=False)
    listening = Listening(bound, application, Bounds(**differing))
    greenlet = eventlet.spawn(listening.for_ever)
    with eventlet.Timeout(20):
        yield listening, bound.getsockname()
    greenlet.kill()
    listening.stop()
    while len(listening.lines):
        eventlet.sleep(0)


@contextmanager
def connected(address: tuple[str, int], sent: bytes = b"") -> Iterator[Any]:
    line = green.create_connection(address)
    try:
        line.sendall(sent)
        yield line
    finally:
        line.close()


def answered(line: Any) -> bytes:
    """Everything until the server closes the line."""
    heard = b""
    try:
        while piece := line.recv(65536):
            heard += piece
    except ConnectionError:
        pass
    return heard


@pytest.mark.parametrize(
    ("sent", "status"),
    [(b"", b""), (b"G", b"408"), (b"GET / HTTP/1.1\r\nHost:", b"408"), (GET, b"200"), (GET + b"GET /", b"200")],
)
def test_who_does_not_ask_in_time_loses_the_line(sent: bytes, status: bytes) -> None:
    with serving(idle=SHORT, head=SHORT) as (_, address), connected(address, sent) as line:
        assert answered(line)[9:12] == status


def drip(line: Any) -> None:
    """Drop by drop, until the server has closed the line."""
    while True:
        line.sendall(b"G")
        eventlet.sleep(0)


def test_a_head_that_comes_drop_by_drop_does_not_buy_time() -> None:
    endless = {"idle": 20.0, "head": SHORT, "drain": SHORT, "request_line": 10**9}
    with serving(**endless) as (_, address), connected(address) as line, pytest.raises(ConnectionError):
        drip(line)


@pytest.mark.parametrize("framing", [b"Content-Length: 9", b"Transfer-Encoding: chunked"])
def test_a_body_that_does_not_come_in_time_is_given_up(framing: bytes) -> None:
    sent = b"POST /read HTTP/1.1\r\nHost: x\r\n" + framing + b"\r\n\r\n2\r\n{}"
    with serving(body=SHORT, drain=SHORT) as (_, address), connected(address, sent) as line:
        heard = answered(line)
    assert (heard[9:12], heard[-12:]) == (b"400", b"TimeoutError")


@pytest.mark.parametrize("length", [10**6, 10**17])
def test_a_body_that_nobody_wants_is_not_read_for_ever(length: int) -> None:
    sent = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length
    with serving(drained=1000, drain=SHORT) as (_, address), connected(address, sent) as line:
        assert answered(line)[9:12] == b"200"


def test_who_does_not_take_the_answer_loses_the_line() -> None:
    with serving(taken=SHORT) as (listening, address), connected(address, GET.replace(b"/ ", b"/large ")) as line:
        while not len(listening.lines):
            eventlet.sleep(0)
        while len(listening.lines):
            eventlet.sleep(0)
        assert len(answered(line)) < LARGE


def test_the_idle_make_room_and_who_finds_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
    with serving(most_lines=2) as (listening, address), connected(address) as idle, connected(address, slow):
        while sorted(line.waits for line in listening.lines) != [Waits.FOR_A_REQUEST, Waits.FOR_THE_REST]:
            eventlet.sleep(0)
        with connected(address, slow):
            assert answered(idle) == b""
            while sorted(line.waits for line in listening.lines) != [Waits.FOR_THE_REST, Waits.FOR_THE_REST]:
                eventlet.sleep(0)
            with connected(address, GET) as refused:
                head, _, body = answered(refused).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nRetry-After: 5\r\n" in head
    assert json.loads(body)["type"] == "urn:shangliang:problem:unavailable"


def test_a_listener_that_finds_no_descriptor_waits_and_then_dies() -> None:
    bound = eventlet.listen(("127.0.0.1", 0), reuse_port=False)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        with pytest.raises(ListenerDied, match="nobody could be let in") as died:
            Listening(bound, application, Bounds(exhausted=SHORT)).for_ever()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert isinstance(died.value.__cause__, OSError)
    assert died.value.__cause__.errno == errno.EMFILE
    bound.close()


def test_a_listener_that_is_broken_dies_at_once() -> None:
    bound = eventlet.listen(("127.0.0.1", 0), reuse_port=False)
    bound.shutdown(socket.SHUT_RDWR)
    with pytest.raises(ListenerDied):
        Listening(bound, application, Bounds()).for_ever()
    bound.close()


@pytest.mark.parametrize(
    ("descriptors", "lines"),
    [(64, 32), (256, 192), (1024, 768), (65536, MOST_LINES), (resource.RLIM_INFINITY, MOST_LINES)],
)
def test_there_are_never_more_lines_than_descriptors(
    monkeypatch: pytest.MonkeyPatch, descriptors: int, lines: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (descriptors, descriptors))
    assert most_lines() == lines


def test_who_waits_for_an_answer_has_it_before_the_end() -> None:
    asked = b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with serving() as (listening, address), connected(address, asked) as client:
        while [line.waits for line in listening.lines] != [Waits.TO_BE_READ]:
            eventlet.sleep(0)
        listening.stop()
        over = eventlet.spawn(listening.answer_who_waits)
        eventlet.sleep(0)
        assert not over.dead
        assert sum(map(len, iter(lambda: client.recv(65536), b""))) > LARGE
        over.wait()
        assert list(listening.lines) == []


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_idle_go_before_the_slow_and_who_is_waited_for_longest_goes_first() -> None:
    time = Time()
    lines, pairs = Lines(4, time), [green.socketpair() for _ in range(4)]
    given: list[Line] = []
    for (ours, _), waits in zip(
        pairs, (Waits.FOR_US, Waits.TO_BE_READ, Waits.FOR_A_REQUEST, Waits.FOR_A_REQUEST), strict=True
    ):
        line = Line(ours, None, time)
        line.becomes(waits)
        lines.add(line)
        given.append(line)
        time.now += 0.1
    # A line that was given up counts no more: each time a new one takes its place.
    for first in (given[2], given[3]):
        assert lines.make_room()
        assert first.given_up
        newcomer = Line(green.socket(), None, time)
        newcomer.becomes(Waits.FOR_US)
        lines.add(newcomer)
    assert not lines.make_room()
    time.now += GRACE_SECONDS
    assert lines.make_room()
    assert [line.given_up for line in given] == [False, True, True, True]
    for ours, theirs in pairs:
        ours.close()
        theirs.close()
