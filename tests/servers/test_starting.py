"""`shangliang run` where it may not come in, or not yet: it says what to do and ends, or waits until it can go on."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from infra.kernel.access.identity import new_key_pair
from infra.kernel.access.site import server_site
from infra.kernel.entrypoints.topology import declare
from infra.kernel.storage.migrate import migrate
from operations.suite.services import follows
from tests.servers import containers
from tests.servers.deployment import ROOT
from tests.servers.ports import free_port

DATABASES = ("topics", "personal")
SOON = 180.0
COMMAND = (sys.executable, "-W", "ignore::Warning:eventlet", "-m", "operations.cli.main")


@pytest.fixture(scope="module")
def rabbitmq() -> Iterator[str]:
    with containers.rabbitmq() as address:
        yield address


@pytest.fixture(scope="module")
def settings(postgresql: str, rabbitmq: str) -> dict[str, str]:
    """Of a site whose tables and queues are there and nothing else: `topics` needs no divisions to start."""
    which = uuid.uuid4().hex[:8]
    with closing(psycopg2.connect(f"{postgresql}/postgres")) as connection:
        connection.autocommit = True
        for name in DATABASES:
            connection.cursor().execute(f"CREATE DATABASE {name}_{which}")
    private, public = new_key_pair()
    found = {
        "AMQP_URI": rabbitmq,
        "DATABASE_URL": f"{postgresql}/{{service}}_{which}",
        "TOKEN_PRIVATE_KEY": private,
        "TOKEN_PUBLIC_KEY": public,
    }
    migrate(server_site(found), ["topics"])
    declare(rabbitmq, follows())
    return found


@contextmanager
def running(settings: dict[str, str], log: Path, **others: str) -> Iterator[subprocess.Popen[str]]:
    """`shangliang run topics`, saying what it says into `log`."""
    with log.open("w") as opened:
        process = subprocess.Popen(
            [*COMMAND, "run", "topics"],
            cwd=ROOT,
            env={**os.environ, **settings, **others},
            stdout=opened,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def said(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def wait_for(log: Path, event: str) -> None:
    deadline = time.monotonic() + SOON
    while not any(line["event"] == event for line in said(log)):
        assert time.monotonic() < deadline, f"never said {event}: {log.read_text()}"
        time.sleep(0.1)


REFUSED = {
    "a wrong password of the broker": (
        "AMQP_URI",
        r"//guest:[^@]+@",
        "//guest:wrong@",
        "RabbitMQ refuses the user guest",
    ),
    "a wrong virtual host": ("AMQP_URI", r"//$", "//elsewhere", "on the virtual host /elsewhere"),
    "a wrong password of the database": (
        "DATABASE_URL",
        r":[^:@/]+@",
        ":wrong@",
        "PostgreSQL refuses us: password auth",
    ),
    "a database that is not there": ("DATABASE_URL", r"_\w+$", "_nowhere", 'database "topics_nowhere" does not exist'),
}


@pytest.mark.parametrize("what", REFUSED)
def test_who_is_refused_is_told_what_to_do_and_ends(what: str, settings: dict[str, str], tmp_path: Path) -> None:
    name, right, wrong, sentence = REFUSED[what]
    changed, count = re.subn(right, wrong, settings[name])
    assert count == 1
    with running(settings, tmp_path / "log", **{name: changed}) as process:
        assert process.wait(timeout=SOON) == 1
    last = said(tmp_path / "log")[-1]
    assert (last["level"], last["service"]) == ("critical", "topics")
    assert sentence in last["event"]
    assert "then start again" in last["event"]
    assert "wrong" not in json.dumps(said(tmp_path / "log")), "no password is repeated"


@pytest.mark.parametrize("name", ["AMQP_URI", "DATABASE_URL"])
def test_who_finds_a_server_down_waits_and_then_works(name: str, settings: dict[str, str], tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    there = re.search(r"@127\.0\.0\.1:(\d+)/", settings[name])
    assert there is not None
    elsewhere = settings[name].replace(f":{there[1]}/", f":{port}/")
    with running(settings, log, **{name: elsewhere}) as process:
        wait_for(log, "does not answer; trying again")
        # Longer than a refusal would take to end it.
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        with passage(port, int(there[1])):
            wait_for(log, "running")
    assert all({"event", "level", "service", "timestamp"} <= set(line) for line in said(log))


@contextmanager
def passage(port: int, to: int) -> Iterator[None]:
    """What comes to one port goes to the other."""
    with ExitStack() as opened:
        listening = opened.enter_context(socket.create_server(("127.0.0.1", port)))
        threads: list[threading.Thread] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    here = opened.enter_context(listening.accept()[0])
                    there = opened.enter_context(socket.create_connection(("127.0.0.1", to)))
                    begin(carry, here, there)
                    begin(carry, there, here)

        def begin(work: Callable[..., None], *ends: socket.socket) -> None:
            threads.append(threading.Thread(target=work, args=ends, daemon=True))
            threads[-1].start()

        begin(accept)
        yield
        listening.shutdown(socket.SHUT_RDWR)
        threads[0].join()


def carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
