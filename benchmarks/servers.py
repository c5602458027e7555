"""A PostgreSQL and a RabbitMQ for one run of the benchmarks: containers as they come, on free ports of this machine."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

import psycopg2
from kombu import Connection
from kombu.exceptions import OperationalError

from benchmarks.setting import free_port

POSTGRES, RABBITMQ = "postgres:15", "rabbitmq:3-management"
START_SECONDS = 90.0
SECRET = "made-up"  # noqa: S105 for the length of a run, on this machine only


@contextmanager
def servers() -> Iterator[tuple[str, str]]:
    """(the PostgreSQL server's URL, the broker's); both are gone afterwards, with all they hold."""
    with ExitStack() as stack:
        database, broker = free_port(), free_port()
        stack.enter_context(_container(POSTGRES, f"{database}:5432", POSTGRES_PASSWORD=SECRET))
        stack.enter_context(
            _container(RABBITMQ, f"{broker}:5672", RABBITMQ_DEFAULT_USER="bench", RABBITMQ_DEFAULT_PASS=SECRET)
        )
        found = f"postgresql://postgres:{SECRET}@127.0.0.1:{database}", f"amqp://bench:{SECRET}@127.0.0.1:{broker}//"
        _until(
            (psycopg2.OperationalError,), lambda: closing(psycopg2.connect(f"{found[0]}/postgres", connect_timeout=2))
        )
        _until((OSError, OperationalError), lambda: _connected(found[1]))
        yield found


@contextmanager
def _container(image: str, port: str, **environment: str) -> Iterator[None]:
    name = f"shangliang-bench-{os.getpid()}-{image.partition(':')[0]}"
    told = [part for name_, value in environment.items() for part in ("-e", f"{name_}={value}")]
    command = [
        "docker",
        "run",
        "-d",
        "--rm",
        "--name",
        name,
        "--shm-size",
        "256m",
        *told,
        "-p",
        f"127.0.0.1:{port}",
        image,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        subprocess.run(["docker", "rm", "-f", "-v", name], check=True, stdout=subprocess.DEVNULL)


def _connected(broker: str) -> None:
    with Connection(broker, connect_timeout=2) as connection:
        connection.ensure_connection(max_retries=1)


def _until(failures: tuple[type[Exception], ...], answers: Callable[[], object]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(*failures):
            answers()
            return
        time.sleep(0.2)
    raise TimeoutError("a server of the benchmarks did not start")
