"""What a stranger takes is given back: descriptors, places and memory of a real process at `ulimit -n 1024`."""

import contextlib
import os
import resource
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.api import Api, eventually
from tests.system.suite import RunningSuite, copy_of, running

DESCRIPTORS = 1024
# The one that it listens on, and the two by which eventlet wakes itself.
OWN_SOCKETS = 3
IDLE = 1100
LEAVING = 200
FLOOD_BYTES = 64 * 1024 * 1024
PIECE = b"x" * 65536
GROWN_AT_MOST = 24 * 1024 * 1024
SUBMIT = (
    b"POST /v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def suite(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
    """One process for all tests of this file; it must outlive each of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 2 * DESCRIPTORS)), hard))
    folder = copy_of(prepared, tmp_path_factory.mktemp("descriptors") / "var")
    with running(folder, descriptors=DESCRIPTORS) as started:
        yield started
        assert started.alive
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def sockets(suite: RunningSuite) -> int:
    found = 0
    for each in Path(f"/proc/{suite.process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            found += os.readlink(each).startswith("socket:")
    return found


def all_given_back(suite: RunningSuite) -> bool:
    return bool(eventually(lambda: sockets(suite), lambda now: now <= OWN_SOCKETS) <= OWN_SOCKETS)


def resident(suite: RunningSuite) -> int:
    """Bytes of memory of the process."""
    return int(Path(f"/proc/{suite.process.pid}/statm").read_text().split()[1]) * resource.getpagesize()


def connected(suite: RunningSuite, source: str = "127.0.0.1") -> socket.socket:
    at = urlsplit(suite.url)
    return socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=30, source_address=(source, 0))


def streaming(suite: RunningSuite, source: str) -> tuple[int, socket.socket]:
    """The status of the answer, and the line on which it comes."""
    line = connected(suite, source)
    line.sendall(b"GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n")
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += line.recv(4096)
    return int(heard.split()[1]), line


def test_more_idle_connections_than_descriptors_do_not_stop_anybody_and_are_given_back(
    suite: RunningSuite,
) -> None:
    with contextlib.ExitStack() as lines:
        for _ in range(IDLE):
            lines.enter_context(connected(suite))
        assert Api(suite.url).get("/health").status_code == 200
        assert sockets(suite) < DESCRIPTORS
    assert all_given_back(suite)
    assert Api(suite.url).get("/health").status_code == 200


def test_listeners_who_leave_give_back_their_descriptors_and_their_places(suite: RunningSuite) -> None:
    for _ in range(2):
        lines = [streaming(suite, f"127.0.0.{2 + number % 4}") for number in range(LEAVING)]
        assert {status for status, _ in lines} == {200}
        for number, (_, line) in enumerate(lines):
            if number % 2:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            line.close()
        assert all_given_back(suite)


def test_one_address_does_not_take_all_live_places_where_the_limit_is_off(suite: RunningSuite) -> None:
    with contextlib.ExitStack() as lines:
        statuses: list[int] = []
        while not statuses or statuses[-1] == 200:
            assert len(statuses) < DESCRIPTORS
            status, line = streaming(suite, "127.0.0.6")
            lines.enter_context(line)
            statuses.append(status)
        assert statuses[-1] == 503
        status, line = streaming(suite, "127.0.0.7")
        lines.enter_context(line)
        assert status == 200
    assert all_given_back(suite)


@pytest.mark.parametrize("size", [b"-1", b"-FFFFFFFF", b"+33", b"0x33", b"3_3", b"", b" 3", b"FFFFFFFFF"])
def test_a_chunk_of_no_size_is_refused_and_none_of_it_is_kept(suite: RunningSuite, size: bytes) -> None:
    started = resident(suite)
    with connected(suite) as line:
        line.sendall(SUBMIT + size + b"\r\n")
        with contextlib.suppress(OSError):
            for _ in range(FLOOD_BYTES // len(PIECE)):
                line.sendall(PIECE)
                assert resident(suite) - started < GROWN_AT_MOST
    with connected(suite) as line:
        line.sendall(SUBMIT + size + b"\r\n{}\r\n0\r\n\r\n")
        assert line.recv(4096).startswith(b"HTTP/1.1 400 ")


def test_a_request_that_never_reads_its_answer_holds_up_nobody(suite: RunningSuite) -> None:
    with contextlib.ExitStack() as lines:
        for _ in range(20):
            line = lines.enter_context(connected(suite))
            line.sendall(b"GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
        assert Api(suite.url).get("/health").status_code == 200
    assert all_given_back(suite)
