"""A command over HTTP: gateway, RabbitMQ, service, PostgreSQL; beside the same service in nameko-examples' manner.

Two processes each. Ours runs as `shangliang run` does, with a token, an idempotency key, its log and its read rows.
"""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy import create_engine, insert

from benchmarks.measuring import Line, Side, at_once, interleaved, rate
from benchmarks.peer_nameko.models import Base, Division
from benchmarks.setting import Setting, free_port
from infra.kernel.access.identity import Claims, make_token, new_key_pair

ROOT = Path(__file__).parents[1]
REQUESTS = 400
# (clients, at least so many times as many as the peer)
CLIENTS = ((1, 2.0), (8, 3.0), (32, 3.0))
TOWN = "620723101"
VENUE = {"name": "沙河镇有事好商量协商议事室", "division": TOWN, "tier": "station"}
CREATED = 201
START_SECONDS = 120.0
PYTHON = (sys.executable, "-W", "ignore::Warning:eventlet", "-m")
OF_OURS = ("members", "gateway")


def lines(setting: Setting) -> Iterator[Line]:
    with ExitStack() as stack:
        ours, peer = stack.enter_context(suite(setting)), stack.enter_context(nameko_example(setting))
        for clients, at_least in CLIENTS:
            each = max(2, setting.sized(REQUESTS * min(clients, 4)) // clients)
            sides = {"ours": ours.side(clients, each), "nameko-examples' way": peer.side(clients, each)}
            found = interleaved(sides, min(setting.rounds, 3))
            work = f"HTTP command, {clients} client{'s' if clients > 1 else ''}"
            yield found.line(work, "commands/s", "ours", "nameko-examples' way", at_least)


class Served:
    """Something that makes a venue of each POST."""

    def __init__(self, port: int, path: str, body: dict[str, str], headers: dict[str, str], keyed: bool) -> None:
        self._port, self._path, self._body = port, path, json.dumps(body).encode()
        self._headers, self._keyed = {"Content-Type": "application/json", **headers}, keyed

    def wait(self) -> None:
        """Until it has made one."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.post(1)
            except (OSError, AssertionError):
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.5)

    def side(self, clients: int, each: int) -> Side:
        return lambda: rate(clients * each, lambda: at_once(clients, lambda _: self.post(each)))

    def post(self, each: int) -> None:
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
            for _ in range(each):
                key = {"Idempotency-Key": str(uuid.uuid4())} if self._keyed else {}
                connection.request("POST", self._path, self._body, {**self._headers, **key})
                answer = connection.getresponse()
                said = answer.read()
                assert answer.status == CREATED, said


@contextmanager
def suite(setting: Setting) -> Iterator[Served]:
    """`members` and the gateway, as an operator runs them."""
    private, public = new_key_pair()
    port = free_port()
    with setting.empty_databases() as template, ExitStack() as stack:
        environment = {
            **os.environ,
            "DATABASE_URL": template,
            "AMQP_URI": setting.broker,
            "TOKEN_PUBLIC_KEY": public,
            "TOKEN_PRIVATE_KEY": private,
            "HTTP_ADDRESS": f"127.0.0.1:{port}",
            "RATE_LIMIT": "0",
        }
        subprocess.run(
            [*PYTHON, "operations.cli.main", "migrate"], cwd=ROOT, env=environment, check=True, capture_output=True
        )
        for name in OF_OURS:
            stack.enter_context(_running(["operations.cli.main", "run", name], environment))
        token = make_token(private, Claims(("ADM",)), 12)
        served = Served(port, "/v1/venues", VENUE, {"Authorization": f"Bearer {token}"}, keyed=True)
        served.wait()
        yield served


@contextmanager
def nameko_example(setting: Setting) -> Iterator[Served]:
    port = free_port()
    with setting.empty_database() as name, ExitStack() as stack:
        database = f"{setting.postgres}/{name}".replace("postgresql://", "postgresql+psycopg2://", 1)
        engine = create_engine(database)
        Base.metadata.create_all(engine)
        with engine.begin() as connection:
            connection.execute(insert(Division).values(code=TOWN))
        engine.dispose()
        config = {
            "AMQP_URI": setting.broker,
            "DB_URI": database,
            "WEB_SERVER_ADDRESS": f"127.0.0.1:{port}",
        }
        for service in ("venues", "gateway"):
            arguments = ["benchmarks.peer_nameko", service, json.dumps(config)]
            stack.enter_context(_running(arguments, dict(os.environ)))
        served = Served(port, "/venues", VENUE, {}, keyed=False)
        served.wait()
        yield served


@contextmanager
def _running(arguments: list[str], environment: dict[str, str]) -> Iterator[None]:
    with open(os.devnull, "w", encoding="utf-8") as silent:
        process = subprocess.Popen([*PYTHON, *arguments], cwd=ROOT, env=environment, stdout=silent, stderr=silent)
    try:
        yield
    finally:
        process.kill()
        process.wait()
