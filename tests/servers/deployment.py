"""The suite as an operator runs it: docker-compose.yml as it is, under a project name, ports and secrets of its own.

pytest-docker starts and stops it (`conftest.py`, `deployed`). Here is what that lacks: what is set, kills, faults, waiting.
"""

import json
import re
import shlex
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import requests
from pytest_docker.plugin import get_docker_services

from infra.kernel.access.site import Site, server_site
from operations.suite import make_env
from tests.county import county
from tests.servers.ports import free_port

ROOT = Path(__file__).parents[2]
FILES = (ROOT / "docker-compose.yml", ROOT / "tests" / "compose.override.yml")
SERVICES = ("members", "topics", "meetings", "outcomes")
AUDIT = "audit"
START_SECONDS = 600
READY_SECONDS = 180
POLL_SECONDS = 0.1
CLEANUP = ["down --volumes --timeout 0"]


class Deployment:
    """One compose project. `kill` is kill -9 of everything in a container; the engine starts it again."""

    def __init__(self, folder: Path, project: str) -> None:
        self.folder, self.project = folder, project
        make_env.main(folder, say=lambda line: None)
        self.variables = make_env.read(folder / ".env")
        self.url = f"http://127.0.0.1:{free_port()}"
        self._ports = {"postgres": free_port(), "rabbitmq": free_port()}
        divisions = folder / "divisions.csv.gz"
        divisions.write_bytes(county())
        # A test may put files of its own over the two, and set what is said in them.
        self.more_files: tuple[Path, ...] = ()
        self.environment = {
            "HTTP_PORT": self.url.rpartition(":")[2],
            "TEST_POSTGRES_PORT": str(self._ports["postgres"]),
            "TEST_RABBITMQ_PORT": str(self._ports["rabbitmq"]),
            "TEST_DEFINITIONS": str(folder / make_env.DEFINITIONS),
            "TEST_DIVISIONS": str(divisions),
            "DEMO_CLOCK": "1",
            "RATE_LIMIT": "0",
            "COMPOSE_PROGRESS": "quiet",
            "COMPOSE_ANSI": "never",
        }

    @property
    def site(self) -> Site:
        """What a holder of the token key needs to make tokens."""
        address = f"postgresql://operator:…@127.0.0.1:{self._ports['postgres']}/{{service}}"
        named = {"DATABASE_URL": address, "AMQP_URI": "amqp://", "DEMO_CLOCK": "1"}
        return server_site({**self.variables, **named})

    def command(self, secrets: Path | None = None) -> str:
        """Compose for this site, whatever is set in the shell that runs the tests."""
        said = "".join(file.read_text(encoding="utf-8") for file in (*FILES, *self.more_files))
        unset = (part for name in sorted(set(re.findall(r"\$\{(\w+)", said))) for part in ("-u", name))
        given = (f"{name}={value}" for name, value in self.environment.items())
        return shlex.join(
            ["env", *unset, *given, "docker", "compose", "--env-file", str(secrets or self.folder / ".env")]
        )

    def compose(
        self, *arguments: str, check: bool = True, secrets: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        files = (part for file in (*FILES, *self.more_files) for part in ("-f", str(file)))
        command = (*shlex.split(self.command(secrets)), "-p", self.project, *files, *arguments)
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=START_SECONDS, check=False
        )
        assert done.returncode == 0 or not check, f"{' '.join(arguments)}: {done.stdout}{done.stderr}{self.told()}"
        return done

    @property
    def setup(self) -> list[str]:
        """How pytest-docker brings it up; when that fails, the end of every log is told."""
        logs = f"docker compose -p {self.project} logs --no-color --tail 40"
        return ["build --quiet", f"up --detach --wait || {{ {logs}; exit 1; }}"]

    def up(self, *arguments: str) -> None:
        self.compose("up", "-d", "--wait", *arguments)

    def shangliang(self, *arguments: str) -> str:
        """An operator's command."""
        return self.compose("exec", "-T", "gateway", "shangliang", *arguments).stdout

    def kill(self, service: str) -> None:
        """As its own user, since root in these containers may not."""
        users = {"postgres": ("-u", "postgres"), "rabbitmq": ("-u", "rabbitmq")}
        self.compose("exec", "-T", *users.get(service, ()), service, "sh", "-c", "kill -9 -1", check=False)

    @contextmanager
    def failing(self, failpoints: dict[str, str]) -> Iterator[None]:
        """These services die at these failpoints (`name` or `name:3`), and are as they were afterwards."""
        names = {f"TEST_FAILPOINT_{service.upper()}": name for service, name in failpoints.items()}
        self.environment.update(names)
        try:
            self.up("--no-deps", *failpoints)
            yield
        finally:
            self.environment.update(dict.fromkeys(names, ""))
            self.up("--no-deps", *failpoints)

    def wait_ready(self, seconds: float = READY_SECONDS) -> float:
        """Until the suite says that it can work; answers after how many seconds."""
        started = time.monotonic()
        while not self.ready():
            assert time.monotonic() < started + seconds, f"not ready after {seconds} s: {self.told()}"
            time.sleep(POLL_SECONDS)
        return time.monotonic() - started

    def ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/ready", timeout=10).ok
        except requests.RequestException:
            return False

    def rows(self, service: str, query: str) -> list[tuple[Any, ...]]:
        """What is in a service's database, for the checker; as the operator sees it."""
        with closing(self.database(service, "operator")) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def database(self, name: str, role: str) -> Any:
        password = self.variables[f"DB_PASSWORD_{role.upper()}"]
        return psycopg2.connect(
            host="127.0.0.1", port=self._ports["postgres"], dbname=name, user=role, password=password
        )

    def broker(self, user: str) -> str:
        password = self.variables[f"MQ_PASSWORD_{user.upper()}"]
        return f"amqp://{user}:{password}@127.0.0.1:{self._ports['rabbitmq']}//"

    def remove_volume(self, name: str) -> None:
        subprocess.run(("docker", "volume", "rm", f"{self.project}_{name}"), capture_output=True, check=True)

    def exit_codes(self, *services: str) -> dict[str, int]:
        found = [
            json.loads(line) for line in self.compose("ps", "-a", "--format", "json", *services).stdout.splitlines()
        ]
        return {one["Service"]: one["ExitCode"] for one in found}

    def restarts(self, *services: str) -> int:
        """How often the engine has had to start one of these (of all of ours) again, as long as it is the same container."""
        return restarts_of(self.containers(*(services or (*SERVICES, AUDIT, "gateway"))))

    def containers(self, *services: str) -> list[str]:
        return self.compose("ps", "-q", *services).stdout.split()

    def address(self, container: str) -> str:
        """Within the deployment's own network."""
        network = f'{{{{(index .NetworkSettings.Networks "{self.project}_default").IPAddress}}}}'
        command = ("docker", "inspect", "-f", network, container)
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def told(self) -> str:
        """The end of every log, for whoever must find out why a test failed."""
        command = ("docker", "compose", "-p", self.project, "logs", "--no-color", "--tail", "40")
        return "\n" + subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout


def restarts_of(containers: list[str]) -> int:
    command = ("docker", "inspect", "-f", "{{.RestartCount}}", *containers)
    return sum(map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()))


@contextmanager
def deployed(folder: Path, project: str, *, started: bool = True) -> Iterator[Deployment]:
    """One more deployment, built and started by pytest-docker, or only set out; taken away with its volumes at the end."""
    deployment = Deployment(folder, project)
    with (
        nothing_left_of(project),
        get_docker_services(
            deployment.command(), [str(file) for file in FILES], project, deployment.setup if started else [], CLEANUP
        ),
    ):
        if started:
            deployment.wait_ready()
        yield deployment


@contextmanager
def nothing_left_of(project: str) -> Iterator[None]:
    """pytest-docker does not take away what did not start."""
    try:
        yield
    finally:
        subprocess.run(
            ("docker", "compose", "-p", project, *CLEANUP[0].split()),
            capture_output=True,
            timeout=START_SECONDS,
            check=False,
        )


def new_project(what: str = "test") -> str:
    """A name that no earlier run has left anything under."""
    return f"shangliang-{what}-{uuid.uuid4().hex[:8]}"
