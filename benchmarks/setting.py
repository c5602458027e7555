"""What a script is told: where the servers are, which Python has the peer, and whether it should be quick."""

import socket
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extensions import parse_dsn

from infra.kernel.access.site import PERSONAL
from infra.kernel.storage import personal, tables
from infra.kernel.storage.database import Database
from operations.suite.services import WITH_DATABASES

MANY = 100_000
"""More than this are enough by the thousand to show that a script runs."""


@dataclass(frozen=True)
class Setting:
    """`postgres` is the server's URL without a database. `quick` takes counts that show only that a script runs."""

    postgres: str
    broker: str
    peer_python: str
    quick: bool

    def sized(self, count: int) -> int:
        """A count as it is measured, or a small part of it: of what is large in itself a smaller one."""
        return max(8, count // (500 if count > MANY else 50)) if self.quick else count

    @property
    def rounds(self) -> int:
        return 1 if self.quick else 5

    def connect(self, name: str) -> Any:
        """A connection in autocommit."""
        connection = psycopg2.connect(f"{self.postgres}/{name}")
        connection.autocommit = True
        return connection

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """The name of a database that is there for one script only."""
        with self._empty(f"bench_{uuid.uuid4().hex}") as name:
            yield name

    @contextmanager
    def _empty(self, name: str) -> Iterator[str]:
        with closing(self.connect("postgres")) as connection:
            connection.cursor().execute(f"CREATE DATABASE {name}")
        try:
            yield name
        finally:
            with closing(self.connect("postgres")) as connection:
                connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def database(self) -> Iterator[Database]:
        """A service's database with its tables."""
        with self.databases(("service",)) as template:
            database = Database(template.replace("{service}", "service"))
            yield database
            database.dispose()

    @contextmanager
    def databases(self, services: tuple[str, ...]) -> Iterator[str]:
        """A database with its tables for each; answers a template with {service} for their addresses."""
        prefix = f"bench_{uuid.uuid4().hex}"
        with ExitStack() as stack:
            for service in services:
                stack.enter_context(self._empty(f"{prefix}_{service}"))
                database = Database(f"{self.postgres}/{prefix}_{service}")
                tables.METADATA.create_all(database.engine)
                personal.METADATA.create_all(database.engine)
                database.dispose()
            yield f"{self.postgres}/{prefix}_{{service}}"

    @contextmanager
    def empty_databases(self) -> Iterator[str]:
        """A database for every service of the suite, which `shangliang migrate` will fill; answers the template."""
        prefix = f"bench_{uuid.uuid4().hex}"
        with ExitStack() as stack:
            for service in (*WITH_DATABASES, PERSONAL):
                stack.enter_context(self._empty(f"{prefix}_{service}"))
            yield f"{self.postgres}/{prefix}_{{service}}"

    def environment_of(self, name: str) -> dict[str, str]:
        """The database `name` as the peer's library wants to be told."""
        server = parse_dsn(self.postgres)
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": name,
            "POSTGRES_HOST": server["host"],
            "POSTGRES_PORT": server["port"],
            "POSTGRES_USER": server["user"],
            "POSTGRES_PASSWORD": server["password"],
        }


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
