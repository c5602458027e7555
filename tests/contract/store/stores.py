"""The stores that the one suite is run on. A store more is a factory more in STORES."""

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg2

from infra.kernel.access.site import Site
from infra.kernel.base.ids import new_id
from infra.kernel.contract.envelope import Envelope, Recorded
from infra.kernel.storage.database import Database
from infra.kernel.storage.memory_store import MemoryStore
from infra.kernel.storage.migrate import bring_to
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import EventStore, StoredAnswer, Writes

POSTGRES = "TEST_POSTGRES_SERVER"
AT = "2026-03-02T04:00:00.000000+00:00"


def migrated(url: str) -> Database:
    """The library's database as an operator makes it, guards and all. `url` is a template with {service}."""
    site = Site(url, "", "", None, False)
    bring_to(site, "library")
    return Database(site.database("library"))


@contextmanager
def in_memory() -> Iterator[EventStore]:
    yield MemoryStore("library")


@cache
def _migrated_file() -> bytes:
    """Tables are made once a process and copied: that they can be made is what the tests of migrations show."""
    with tempfile.TemporaryDirectory() as folder:
        migrated(f"sqlite:///{Path(folder)}/{{service}}.sqlite").dispose()
        return (Path(folder) / "library.sqlite").read_bytes()


@contextmanager
def on_sqlite() -> Iterator[EventStore]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library.sqlite"
        file.write_bytes(_migrated_file())
        database = Database(f"sqlite:///{file}")
        yield SqlStore(database, "library")
        database.dispose()


@cache
def _migrated_database(server: str) -> str:
    which = uuid.uuid4().hex
    _create(server, f"library_{which}")
    migrated(f"{server}/{{service}}_{which}").dispose()
    return f"library_{which}"


def _create(server: str, name: str, template: str = "template1") -> None:
    with closing(psycopg2.connect(f"{server}/postgres")) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def on_postgresql() -> Iterator[EventStore]:
    """A database of its own on the server that POSTGRES names; only in a green process (tests/servers starts one)."""
    server, name = os.environ[POSTGRES], f"library_{uuid.uuid4().hex}"
    _create(server, name, _migrated_database(server))
    database = Database(f"{server}/{name}")
    yield SqlStore(database, "library")
    database.dispose()


STORES: dict[str, Callable[[], AbstractContextManager[EventStore]]] = {"memory": in_memory, "sqlite": on_sqlite}
if POSTGRES in os.environ:
    STORES = {"postgresql": on_postgresql}


def event(of_stream: str, at_version: int, text: str = "{}", **others: Any) -> Envelope:
    values: dict[str, Any] = {
        "event_id": new_id(),
        "stream": of_stream,
        "version": at_version,
        "type": "BookLent",
        "schema_version": 1,
        "occurred_at": AT,
        "recorded_at": AT,
        "actor": "lin",
        "role": "REC",
        "organisation": None,
        "division": "620723101",
        "command_id": "command",
        "correlation_id": "command",
        "causation_id": None,
        "payload": text,
    }
    return Envelope(**(values | others))


def command(key: str | None = None, caller: str = "token:lin", answer: str = "{}") -> StoredAnswer:
    return StoredAnswer(caller, key or new_id(), new_id(), "fingerprint", answer, AT)


def append(store: EventStore, *events: Envelope, key: str | None = None) -> None:
    store.commit(Writes(command(key), list(events)))


def as_recorded(envelope: Envelope, position: int = -1) -> Recorded:
    values = {name: getattr(envelope, name) for name in Envelope.__struct_fields__}
    return Recorded(**values, service="library", position=position)
