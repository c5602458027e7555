"""One service's database: its engine, a transaction, and statements compiled once and run on the pool's raw cursors.

PostgreSQL: a statement is prepared once a connection, under a name made of its text. What one commit writes goes in one
message, which is one transaction and one round trip.

SQLite: one connection a file, never given up to another greenlet between BEGIN and COMMIT (nothing here yields), WAL,
synchronous=FULL, secure_delete. Another process on the same file (the operator's commands) waits up to ten seconds.
"""

import atexit
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakSet

from psycopg2 import extensions
from psycopg2.extras import execute_batch
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg2 import dialect as psycopg2_dialect
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import StaticPool

from infra.kernel.storage.connections import SERVER_GONE, Connections
from infra.kernel.storage.queries import CompiledQueries

CACHED_KIB = 32 * 1024
# Nothing is wrong with what was asked: the disk is full, the server is away, another process holds the file.
AWAY = (sqlite3.OperationalError, *SERVER_GONE, NoneFree)
POOL = 10
POOL_SECONDS = 10.0
# A server that has gone without a word (half-open) is noticed within half a minute.
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}


def engine_for(url: str) -> Engine:
    """An engine for a database URL of SQLite or PostgreSQL; the folder of a SQLite file is made when missing."""
    if not url.startswith("sqlite"):
        return create_engine(
            url.replace("postgresql://", "postgresql+psycopg2://", 1),
            pool_size=POOL,
            max_overflow=0,
            pool_timeout=POOL_SECONDS,
            # Every transaction here ends itself: nothing to reset.
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            connect_args={"connect_timeout": 5, "connection_factory": Preparing, **KEEPALIVE},
        )
    path = url.removeprefix("sqlite:///")
    if path != url:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    arguments = {"check_same_thread": False, "timeout": 10, "isolation_level": None}
    # The one connection is shared: giving it back, or reading beside a transaction, must not roll that one back.
    engine = create_engine(
        url,
        poolclass=StaticPool,
        connect_args=arguments,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "foreign_keys=ON",
        "busy_timeout=10000",
        f"cache_size=-{CACHED_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


class Preparing(extensions.connection):  # type: ignore[misc]
    """A connection that knows which statements the server has prepared for it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.prepared: set[str] = set()


class Statement:
    """A SQLAlchemy Core statement, compiled once for a dialect."""

    def __init__(self, clause: Any, dialect: Any, prepared: bool = True) -> None:
        compiled = clause.compile(dialect=dialect)
        self._order: list[str] = compiled.positiontup
        self._fixed: dict[str, Any] = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        self._text, self._name = str(compiled), ""
        if prepared and dialect.name == "postgresql":
            self._prepare(self._text % tuple(f"${number}" for number in range(1, len(self._order) + 1)))

    def _prepare(self, text: str) -> None:
        self._name = f"s_{hashlib.sha256(text.encode()).hexdigest()[:24]}"
        self._preparing = f"PREPARE {self._name} AS {text}"
        given = f"({', '.join(['%s'] * len(self._order))})" if self._order else ""
        self._text = f"EXECUTE {self._name}{given}"

    def on(self, cursor: Any) -> str:
        """Its text for this cursor, on whose connection it is prepared when it has not been yet."""
        if self._name and self._name not in cursor.connection.prepared:
            cursor.execute(self._preparing)
            cursor.connection.prepared.add(self._name)
        return self._text

    def bound(self, values: Mapping[str, Any]) -> list[Any]:
        if not self._fixed:
            return [values[name] for name in self._order]
        merged = {**self._fixed, **values}
        return [merged[name] for name in self._order]


Bound: TypeAlias = tuple[Statement, Mapping[str, Any]]


_OPEN = WeakSet["Database"]()


@atexit.register
def _close_all() -> None:
    """Closed by its last connection, a file of SQLite's has everything in it: what `-wal` held is no more beside it."""
    for database in list(_OPEN):
        database.dispose()


class Database:
    """Runs statements on one database. `insert` is the dialect's own insert, which knows ON CONFLICT."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self._connections = Connections(self.engine, POOL, POOL_SECONDS)
        self.on_sqlite = self.engine.dialect.name == "sqlite"
        self.insert: Callable[..., Any] = sqlite.insert if self.on_sqlite else postgresql.insert
        self._dialect: Any = (
            sqlite.dialect(paramstyle="qmark") if self.on_sqlite else psycopg2_dialect(paramstyle="format")  # type: ignore[no-untyped-call]
        )
        self._queries = CompiledQueries(self._dialect)
        _OPEN.add(self)

    def prepare(self, clause: Any) -> Statement:
        """Compile a statement once; keep the result beside the code that runs it."""
        return Statement(clause, self._dialect)

    def compile(self, clause: Any) -> Statement:
        """The same for what answers thousands of rows: PostgreSQL copies all that EXECUTE finds before it sends any of it."""
        return Statement(clause, self._dialect, prepared=False)

    def together(self, statements: list[Bound]) -> None:
        """Several statements in one transaction; PostgreSQL gets them in one message, which costs one round trip."""
        if self.on_sqlite:
            with self.transaction() as cursor:
                for statement, values in statements:
                    run(cursor, statement, values)
            return
        with self._cursor() as cursor:
            texts = [statement.on(cursor) for statement, _ in statements]
            cursor.execute(";".join(texts), [value for one, values in statements for value in one.bound(values)])

    def _cursor(self) -> AbstractContextManager[Any]:
        """A raw cursor in autocommit."""
        return self._only_cursor() if self.on_sqlite else self._connections.cursor()

    @contextmanager
    def _only_cursor(self) -> Iterator[Any]:
        """On SQLite's one connection."""
        connection = self.engine.raw_connection()
        try:
            with closing(connection.cursor()) as cursor:
                yield cursor
        finally:
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """A raw cursor inside one transaction; rolled back when the block raises."""
        with self._cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if self.on_sqlite else "BEGIN")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def rows(self, statement: Statement, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query outside a transaction."""
        with self._cursor() as cursor:
            found: list[tuple[Any, ...]] = run(cursor, statement, values or {}).fetchall()
            return found

    def column(self, statement: Statement, values: Mapping[str, Any] | None = None) -> list[Any]:
        """The values of a query that selects one thing."""
        return [value for (value,) in self.rows(statement, values)]

    def value(self, statement: Statement, values: Mapping[str, Any] | None = None) -> Any:
        """The first of them; None where there is no row."""
        return next(iter(self.column(statement, values)), None)

    def query(self, clause: Any) -> list[tuple[Any, ...]]:
        """A query that is put together on the spot (lists with filters)."""
        text, values = self._queries.text_and_values(clause)
        with self._cursor() as cursor:
            cursor.execute(text, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def dispose(self) -> None:
        self._connections.close()
        self.engine.dispose()


def run(cursor: Any, statement: Statement, values: Mapping[str, Any]) -> Any:
    """One statement on a transaction's cursor."""
    cursor.execute(statement.on(cursor), statement.bound(values))
    return cursor


def run_many(cursor: Any, statement: Statement, rows: Iterable[Mapping[str, Any]]) -> None:
    """One statement for many rows on a transaction's cursor; PostgreSQL gets a hundred in a message."""
    bound = [statement.bound(row) for row in rows]
    if bound and isinstance(cursor, sqlite3.Cursor):
        cursor.executemany(statement.on(cursor), bound)
    elif bound:
        execute_batch(cursor, statement.on(cursor), bound)
