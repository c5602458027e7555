"""A server alone, for what needs no suite around it."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytest_docker.plugin import get_docker_services

from tests.servers.deployment import CLEANUP, ROOT, new_project, nothing_left_of
from tests.servers.ports import free_port

ALONE = ROOT / "tests" / "compose.alone.yml"


@contextmanager
def postgresql() -> Iterator[str]:
    """Its address without a database's name."""
    with alone("postgres") as port:
        yield f"postgresql://postgres:made-up@127.0.0.1:{port}"


@contextmanager
def rabbitmq(setting: Path = Path("/dev/null")) -> Iterator[str]:
    """Its address. `setting` is one more file of rabbitmq.conf."""
    with alone("rabbitmq", ALONE_SETTING=str(setting)) as port:
        yield f"amqp://guest:guest@127.0.0.1:{port}//"


@contextmanager
def alone(service: str, **named: str) -> Iterator[int]:
    """Answers on which port of this machine it listens."""
    project, port = new_project("alone"), free_port()
    given = (f"{name}={value}" for name, value in {**named, "ALONE_PORT": str(port)}.items())
    command = shlex.join(["env", *given, "docker", "compose"])
    setup = [f"up --detach --wait {service}"]
    with nothing_left_of(project), get_docker_services(command, str(ALONE), project, setup, CLEANUP):
        yield port
