"""A server alone in a container, for what needs no suite around it."""

import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import psycopg2
from kombu import Connection
from kombu.exceptions import KombuError

from tests.servers.deployment import free_port

START_SECONDS = 120.0


@contextmanager
def postgresql() -> Iterator[str]:
    """Its address without a database's name."""
    with container(5432, "-e", "POSTGRES_PASSWORD=made-up", "postgres:15") as port:
        address = f"postgresql://postgres:made-up@127.0.0.1:{port}"
        wait_until(lambda: postgresql_answers(f"{address}/postgres"))
        yield address


@contextmanager
def rabbitmq(*options: str) -> Iterator[str]:
    """Its address."""
    with container(5672, *options, "rabbitmq:3-management") as port:
        address = f"amqp://guest:guest@127.0.0.1:{port}//"
        wait_until(lambda: rabbitmq_answers(address))
        yield address


@contextmanager
def container(port: int, *options_and_image: str) -> Iterator[int]:
    """Answers on which port of this machine it listens."""
    name, published = f"shangliang-alone-{uuid.uuid4()}", free_port()
    started = ["docker", "run", "-d", "--rm", "--name", name, "-p", f"127.0.0.1:{published}:{port}"]
    subprocess.run([*started, *options_and_image], check=True, capture_output=True)
    try:
        yield published
    finally:
        subprocess.run(["docker", "rm", "-f", name], check=True, capture_output=True)


def wait_until(it_answers: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not it_answers():
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.2)


def postgresql_answers(url: str) -> bool:
    with suppress(psycopg2.OperationalError), closing(psycopg2.connect(url, connect_timeout=2)):
        return True
    return False


def rabbitmq_answers(url: str) -> bool:
    with suppress(KombuError, OSError), Connection(url, connect_timeout=2) as connection:
        connection.ensure_connection(max_retries=1)
        return True
    return False
