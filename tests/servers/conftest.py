"""One deployment for all tests of the suite on servers. What is left out is said at the end of the run."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_docker import Services

from tests.said import leave_out
from tests.servers import containers
from tests.servers.deployment import (
    CLEANUP,
    FILES,
    POLL_SECONDS,
    READY_SECONDS,
    Deployment,
    new_project,
    nothing_left_of,
)

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without an engine these tests fail on CI and are left out elsewhere; `faults` run when they are asked for."""
    ours = [item for item in items if HERE in item.path.parents]
    if ours and not engine_answers() and os.environ.get("CI") != "true":
        leave_out(
            config, items, ours, "tests/servers: no Docker engine answers, so the suite on servers was not tested"
        )
    elif "faults" not in config.option.markexpr:
        long = [item for item in ours if item.get_closest_marker("faults")]
        leave_out(config, items, long, "tests/servers: longer faults: `make test-faults` runs them")


def engine_answers() -> bool:
    """Also Compose must be there."""
    asked = (("docker", "info"), ("docker", "compose", "version"))
    return shutil.which("docker") is not None and all(
        subprocess.run(command, capture_output=True, check=False).returncode == 0 for command in asked
    )


@pytest.fixture(scope="session")
def site(docker_compose_project_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """What pytest-docker is to start: secrets, ports, files."""
    assert engine_answers(), "no Docker engine with Compose answers"
    with nothing_left_of(docker_compose_project_name):
        yield Deployment(tmp_path_factory.mktemp("servers"), docker_compose_project_name)


@pytest.fixture(scope="session")
def docker_compose_project_name() -> str:
    return new_project()


@pytest.fixture(scope="session")
def docker_compose_command(site: Deployment) -> str:
    return site.command()


@pytest.fixture(scope="session")
def docker_compose_file() -> list[str]:
    return [str(file) for file in FILES]


@pytest.fixture(scope="session")
def docker_setup(site: Deployment) -> list[str]:
    return site.setup


@pytest.fixture(scope="session")
def docker_cleanup() -> list[str]:
    return CLEANUP


@pytest.fixture(scope="session")
def servers(site: Deployment, docker_services: Services) -> Deployment:
    """The one deployment of all tests here, which pytest-docker has started; whoever breaks something puts it back."""
    docker_services.wait_until_responsive(site.ready, timeout=READY_SECONDS, pause=POLL_SECONDS)
    return site


@pytest.fixture(autouse=True)
def _left_as_it_was_found(request: pytest.FixtureRequest) -> Iterator[None]:
    """The next test's deployment is the same one: set as it was, and able to work."""
    if "servers" not in request.fixturenames:
        yield
        return
    servers: Deployment = request.getfixturevalue("servers")
    before = servers.more_files, {name: value for name, value in servers.environment.items() if value}
    yield
    assert before == (servers.more_files, {name: value for name, value in servers.environment.items() if value})
    servers.wait_ready()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL of the tests' own, alone in a container: its address without a database's name."""
    with containers.postgresql() as address:
        yield address
