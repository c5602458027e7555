"""The one store suite, on PostgreSQL."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import psycopg2
import pytest

from tests.contract.store.stores import POSTGRES
from tests.servers.deployment import ROOT, free_port

START_SECONDS = 60.0
SUITE_SECONDS = 240
# Two processes on one file, and what only the store in memory has: those are not about PostgreSQL.
NOT_OURS = "not on_one_file and not memory"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL of the module's own, in a container."""
    name, port = f"shangliang-store-{uuid.uuid4()}", free_port()
    started = ["docker", "run", "-d", "--rm", "--name", name, "-e", "POSTGRES_PASSWORD=made-up"]
    subprocess.run([*started, "-p", f"127.0.0.1:{port}:5432", "postgres:15"], check=True, capture_output=True)
    address = f"postgresql://postgres:made-up@127.0.0.1:{port}"
    try:
        wait_until_it_answers(f"{address}/postgres")
        yield address
    finally:
        subprocess.run(["docker", "rm", "-f", name], check=True, capture_output=True)


def wait_until_it_answers(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with suppress(psycopg2.OperationalError), closing(psycopg2.connect(url, connect_timeout=2)):
            return
        assert time.monotonic() < deadline, "PostgreSQL did not start"


def test_the_store_suite_holds_on_postgresql(server: str, tell: Callable[[str], None]) -> None:
    command = [sys.executable, "-m", "tests.servers.green_pytest", "tests/contract/store", "-q", "-k", NOT_OURS]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, POSTGRES: server},
        capture_output=True,
        text=True,
        timeout=SUITE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    tell(f"store suite on PostgreSQL: {done.stdout.strip().splitlines()[-1]}")
