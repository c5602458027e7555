"""Where a request ends is read in one way only: what a web server in front could read differently is refused."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.suite import copy_of, running

HIDDEN = b"GET /v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n"
SUBMIT = b"POST /v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def address(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    with running(copy_of(prepared, tmp_path_factory.mktemp("framing") / "var")) as suite:
        at = urlsplit(suite.url)
        assert at.hostname is not None
        assert at.port is not None
        yield at.hostname, at.port


def answers(address: tuple[str, int], sent: bytes) -> list[tuple[int, str, dict[str, object]]]:
    """Status, head and document of every answer on the line until the server closes it."""
    with socket.create_connection(address, timeout=30) as line:
        line.sendall(sent)
        heard = b""
        while piece := line.recv(65536):
            heard += piece
    found = []
    while heard:
        head, _, heard = heard.partition(b"\r\n\r\n")
        said = head.decode().lower()
        length = int(said.split("content-length: ")[1].split()[0])
        body, heard = heard[:length], heard[length:]
        found.append((int(said.split()[1]), said, json.loads(body)))
    return found


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 0\r\nContent-Length: %d\r\n",
        b"Content-Length: %d\r\nContent-Length: %d\r\n",
        b"Content-Length: 0, %d\r\n",
        b"Content-Length: 0_2\r\n",
        b"Content-Length: +2\r\n",
        b"Content-Length: -2\r\n",
        b"Content-Length: 2_\r\n",
        b"Content-Length: \xb2\r\n",
        b"Content-Length: " + b"9" * 5000 + b"\r\n",
        b"Content-Length : %d\r\n",
        b" Content-Length: %d\r\n",
        b"X-First: 1\rContent-Length: %d\r\n",
        b"X-First: 1\r\r\nContent-Length: %d\r\n",
        b"X-First: \x00\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: identity\r\n",
        b"Transfer-Encoding: \x0bchunked\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        b"Transfer-Encoding:\r\n chunked\r\n",
        b"X-Long: " + b"x" * 9000 + b"\r\n",
    ],
)
def test_a_framing_that_can_be_read_in_two_ways_is_refused_and_what_follows_is_never_read(
    address: tuple[str, int], framing: bytes
) -> None:
    framing = framing.replace(b"%d", str(len(HIDDEN)).encode())
    [(status, head, problem)] = answers(address, SUBMIT + framing + b"\r\n" + HIDDEN)
    assert (status, problem["type"], problem["status"]) == (400, "urn:shangliang:problem:malformed", 400)
    assert "content-type: application/problem+json" in head
    assert "connection: close" in head
    assert f"x-correlation-id: {problem['correlation_id']}" in head


@pytest.mark.parametrize("version", [b"HTTP/1.0", b"HTTP/0.9"])
def test_an_old_protocol_knows_no_chunks(address: tuple[str, int], version: bytes) -> None:
    sent = SUBMIT.replace(b"HTTP/1.1", version) + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + HIDDEN
    assert [status for status, _, _ in answers(address, sent)] == [400]


@pytest.mark.parametrize(
    "chunks",
    [b"2\r\n{}\r\n0\r\n\r\n", b"0x2\r\n{}\r\n0\r\n\r\n", b"2;a=b\r\n{}XX\r\n0\r\n\r\n", b"-2\r\n{}\r\n0\r\n\r\n"],
)
def test_what_follows_a_chunked_body_is_never_read_as_a_request(address: tuple[str, int], chunks: bytes) -> None:
    [(status, head, _)] = answers(address, SUBMIT + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + HIDDEN)
    assert status in (400, 422)
    assert "connection: close" in head


def test_requests_of_plain_lengths_follow_one_another_on_one_line(address: tuple[str, int]) -> None:
    last = b"GET /v1/nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    sent = SUBMIT + b"Content-Length: 2 \r\n\r\n{}" + HIDDEN + last
    assert [status for status, _, _ in answers(address, sent)] == [422, 404, 404]


@pytest.mark.parametrize("start", [b"GET / HTTP/9.9", b"GET / HTTP/x", b"GET / x y HTTP/1.1", b"PUT /"])
def test_what_is_no_request_is_refused_in_the_form_of_all_refusals(address: tuple[str, int], start: bytes) -> None:
    [(status, _, problem)] = answers(address, start + b"\r\n\r\n" + HIDDEN)
    assert status in (400, 505)
    assert problem["type"] == "urn:shangliang:problem:malformed"


@pytest.mark.parametrize("length", [8193, 60_000])
def test_an_address_that_is_too_long_is_refused_in_the_form_of_all_refusals(
    address: tuple[str, int], length: int
) -> None:
    [(status, head, problem)] = answers(address, b"GET /" + b"x" * length + b" HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN)
    assert (status, problem["status"], problem["type"]) == (414, 414, "urn:shangliang:problem:malformed")
    assert "content-type: application/problem+json" in head
    assert f"x-correlation-id: {problem['correlation_id']}" in head


@pytest.mark.parametrize(
    "hosts", [b"", b"Host: a\r\nHost: a\r\n", b"Host: a b\r\n", b"Host: a/b\r\n", b"Host: \xe5\r\n", b"Host: a@b\r\n"]
)
def test_a_request_names_one_host(address: tuple[str, int], hosts: bytes) -> None:
    [(status, _, problem)] = answers(address, b"GET /health HTTP/1.1\r\n" + hosts + b"\r\n" + HIDDEN)
    assert (status, problem["type"]) == (400, "urn:shangliang:problem:malformed")


@pytest.mark.parametrize("hosts", [b"Host: a.example:80\r\n", b"Host: [::1]:8000\r\n", b"Host:\r\n"])
def test_a_host_of_any_form_will_do_and_an_old_protocol_knows_none(address: tuple[str, int], hosts: bytes) -> None:
    sent = b"GET /health HTTP/1.1\r\nConnection: close\r\n"
    assert answers(address, sent + hosts + b"\r\n")[0][0] == 200
    assert answers(address, b"GET /health HTTP/1.0\r\n\r\n")[0][0] == 200


def test_a_head_of_too_many_lines_is_refused(address: tuple[str, int]) -> None:
    for lines in (b"X: 1\r\n" * 200, (b"X: " + b"x" * 8000 + b"\r\n") * 20):
        [(status, _, problem)] = answers(address, b"GET /health HTTP/1.1\r\nHost: x\r\n" + lines + b"\r\n")
        assert status in (400, 431)
        assert problem["type"] == "urn:shangliang:problem:malformed"
