"""All databases of a running site as they were at one instant.

Services read one another's logs, in circles: topics follows meetings, and meetings topics. Copied one after the other, in
whatever order, some cursor would be ahead of the log it points into; what the restored log numbers there again would
be passed over, and what followed from the lost event would stay. Mending cursors afterwards would repair the first
only. So for a moment nobody may commit an event or move a cursor, in any service; in that moment a read transaction
is begun on each database. Then all go on, and the rows are copied from those transactions at leisure.

The audit service's database is seen first: what it has sealed is then in the logs. The keys of persons are seen
last: a key is kept before the event that needs it, and destroyed before that is on record.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any, Protocol

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

from infra.kernel.access.site import AUDIT, PERSONAL, Site
from operations.backup.format import BackupRefused, CountedFile
from operations.backup.rows import line_of

REVISION_TABLE = "alembic_version"
REVISION = f"SELECT version_num FROM {REVISION_TABLE}"  # noqa: S608 our own name
# But its index of terms, which PostgreSQL has not: the words make it again.
SQLITE_COLUMNS = (
    "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'record_terms%' ORDER BY m.name, c.cid"
)
POSTGRES_COLUMNS = (
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
    "ORDER BY table_name, ordinal_position"
)
LOCK_SECONDS = 3
TRIES = 5
FETCHED = 1000
BUSY = (sqlite3.OperationalError, psycopg2.errors.LockNotAvailable, psycopg2.errors.DeadlockDetected)


class Seen(Protocol):
    """One database as it was at the instant."""

    def value(self, query: str) -> str | int | None:
        """The one value that a query answers."""

    def columns(self) -> dict[str, list[str]]:
        """The columns of every table."""

    def copy(self, table: str, columns: list[str], into: CountedFile) -> None: ...


class SqliteSeen:
    def __init__(self, address: str) -> None:
        path = address.removeprefix("sqlite:///")
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        self.connection.execute("BEGIN")
        self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def value(self, query: str) -> str | int | None:
        found: str | int | None = self.connection.execute(query).fetchone()[0]
        return found

    def columns(self) -> dict[str, list[str]]:
        return _by_table(self.connection.execute(SQLITE_COLUMNS).fetchall())

    def copy(self, table: str, columns: list[str], into: CountedFile) -> None:
        named = ", ".join(f'"{column}"' for column in columns)
        cursor = self.connection.execute(f'SELECT {named} FROM "{table}"')  # noqa: S608 names of our own database
        while rows := cursor.fetchmany(FETCHED):
            into.write(b"".join(map(line_of, rows)))


class PostgresSeen:
    def __init__(self, address: str) -> None:
        self.connection = psycopg2.connect(address)
        self.connection.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    def value(self, query: str) -> str | int | None:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            found: str | int | None = cursor.fetchone()[0]
            return found

    def columns(self) -> dict[str, list[str]]:
        with self.connection.cursor() as cursor:
            cursor.execute(POSTGRES_COLUMNS)
            return _by_table(cursor.fetchall())

    def copy(self, table: str, columns: list[str], into: CountedFile) -> None:
        with self.connection.cursor() as cursor:
            cursor.copy_expert(copying(table, columns, "TO STDOUT"), into)


def copying(table: str, columns: list[str], how: str) -> Any:
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) {}").format(sql.Identifier(table), named, sql.SQL(how))


def _by_table(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, column in pairs:
        if table != REVISION_TABLE:
            found.setdefault(table, []).append(column)
    return found


@contextmanager
def cut(site: Site, services: list[str]) -> Iterator[dict[str, Seen]]:
    """Every database, in the order above, all of one instant. Raises BackupRefused."""
    with ExitStack() as open_until_copied:
        for left in reversed(range(TRIES)):
            try:
                with _nobody_writes(site, services):
                    seen: dict[str, Seen] = {
                        name: _seen(site.database(name), open_until_copied) for name in (AUDIT, *services, PERSONAL)
                    }
                break
            except BUSY as busy:
                if not left:
                    raise BackupRefused(
                        f"a database is busy, perhaps with a rebuild: try again later ({busy})"
                    ) from busy
                time.sleep(1)
        yield seen


def _seen(address: str, open_until_copied: ExitStack) -> SqliteSeen | PostgresSeen:
    one = SqliteSeen(address) if address.startswith("sqlite") else PostgresSeen(address)
    open_until_copied.enter_context(closing(one.connection))
    return one


@contextmanager
def _nobody_writes(site: Site, services: list[str]) -> Iterator[None]:
    """Inside, no service commits an event or takes news."""
    with ExitStack() as held:
        for name in services:
            address = site.database(name)
            (_hold_sqlite if address.startswith("sqlite") else _hold_postgres)(address, held)
        yield


def _hold_sqlite(address: str, held: ExitStack) -> None:
    path = address.removeprefix("sqlite:///")
    connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True, isolation_level=None, timeout=LOCK_SECONDS)
    held.enter_context(closing(connection))
    connection.execute("BEGIN IMMEDIATE")


def _hold_postgres(address: str, held: ExitStack) -> None:
    """Cursors before events: nobody writes both in one transaction, so nobody waits for us who has one of them."""
    connection = psycopg2.connect(address)
    held.enter_context(closing(connection))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LOCK_SECONDS}s"])
        cursor.execute("LOCK TABLE cursors IN SHARE MODE")
        cursor.execute("LOCK TABLE events IN SHARE MODE")
