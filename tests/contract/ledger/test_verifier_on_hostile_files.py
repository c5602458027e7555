"""The verifier on a stranger's server or folder: it says what is wrong in a sentence, in bounded memory and time."""

import gzip
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from infra.ledger import verify_ledger
from infra.ledger.verify_ledger import MOST_BYTES, Asked, verify
from tests.contract.ledger.ledgers import LOG, Ledger, history

Sending = Callable[[Callable[[bytes], None]], None]
OK = b"HTTP/1.1 200 OK\r\n"
CLOSES = b"Connection: close\r\n\r\n"
PIECE = bytes(1 << 20)


@contextmanager
def answering(send: Sending) -> Iterator[str]:
    """A server that gives this for an answer, whatever it is asked."""
    over = Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while not over.is_set():
                with suppress(OSError):
                    asked, _ = listening.accept()
                    with closing(asked), suppress(OSError):
                        asked.recv(65_536)
                        send(asked.sendall)

        Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1/ledger"
        over.set()


def found(source: str) -> str:
    """The only line that is said."""
    said = list[str]()
    assert len(verify(source, Asked(keys=[LOG.vkey]), said.append)) == 1
    (line,) = said
    return line


def endless(send: Callable[[bytes], None]) -> None:
    send(OK + CLOSES)
    while True:
        send(PIECE)


def endless_pieces(send: Callable[[bytes], None]) -> None:
    send(OK + b"Transfer-Encoding: chunked\r\n" + CLOSES)
    while True:
        send(b"100000\r\n" + PIECE + b"\r\n")


def packed(send: Callable[[bytes], None], content: bytes) -> None:
    send(OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(content) + content)


BOMB = gzip.compress(bytes(MOST_BYTES + 1))


@pytest.mark.parametrize("send", [endless, endless_pieces, lambda send: packed(send, BOMB)])
def test_a_file_of_a_site_has_an_end(send: Sending) -> None:
    with answering(send) as site:
        assert found(site) == "the check stopped: checkpoint is longer than 32 MiB"


@pytest.mark.parametrize(
    ("send", "said"),
    [
        (lambda send: packed(send, BOMB[: len(BOMB) // 2]), "checkpoint is badly packed"),
        (lambda send: packed(send, b"junk"), "checkpoint is badly packed"),
        (lambda send: packed(send, b""), "checkpoint is badly packed"),
        (lambda send: send(OK + b"Content-Length: 90\r\n\r\nshort"), "checkpoint cannot be read: IncompleteRead"),
        (lambda send: send(b"no HTTP at all\r\n\r\n"), "checkpoint cannot be read: "),
        (lambda send: send(OK + b"X: y\r\n" * 200 + b"\r\n"), "checkpoint cannot be read: "),
    ],
)
def test_what_is_broken_off_or_badly_packed_is_said(send: Sending, said: str) -> None:
    with answering(send) as site:
        assert found(site).startswith(f"the check stopped: {said}")


@pytest.mark.parametrize("head", [b"", b"Content-Length: 1000\r\n\r\n", CLOSES])
def test_a_site_that_lets_one_wait_is_given_up(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_ledger, "MOST_SECONDS", 1.0)

    def drip(send: Callable[[bytes], None]) -> None:
        send(OK + head)
        while True:
            send(b"x")
            time.sleep(0.1)

    begun = time.monotonic()
    with answering(drip) as site:
        assert found(site) == "the check stopped: checkpoint took longer than 1 seconds"
    assert time.monotonic() - begun < 120


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/000", "checkpoints/100"])
@pytest.mark.parametrize("what", ["a device", "a pipe", "a folder", "too long"])
def test_only_a_file_is_read(path: str, what: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(history(300)).write().keep(100)
    file = ledger.folder / path
    file.unlink()
    if what == "a device":
        file.symlink_to("/dev/zero")
    elif what == "a pipe":
        os.mkfifo(file)
    elif what == "a folder":
        file.mkdir()
    else:
        with file.open("wb") as sparse:
            sparse.truncate(MOST_BYTES + 1)
    said = found(str(ledger.folder))
    assert said.startswith(f"the check stopped: {path} ")
    assert said.endswith("is longer than 32 MiB" if what == "too long" else "it is no regular file")
