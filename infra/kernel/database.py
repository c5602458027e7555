"""One service's database: its engine, a transaction, and statements compiled once and run on the pool's raw cursors.

SQLite: one connection a file, never given up to another greenlet between BEGIN and COMMIT (nothing here yields), WAL,
synchronous=FULL, secure_delete. Another process on the same file (the operator's commands) waits up to ten seconds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import StaticPool

CACHED_KIB = 32 * 1024


def engine_for(url: str) -> Engine:
    """An engine for a database URL of SQLite or PostgreSQL; the folder of a SQLite file is made when missing."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=0, isolation_level="AUTOCOMMIT")
    path = url.removeprefix("sqlite:///")
    if path != url:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    arguments = {"check_same_thread": False, "timeout": 10, "isolation_level": None}
    # The one connection is shared: giving it back to the pool must not roll back what another block has begun.
    engine = create_engine(url, poolclass=StaticPool, connect_args=arguments, pool_reset_on_return=None)
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


class Statement:
    """A SQLAlchemy Core statement, compiled once for a dialect."""

    def __init__(self, clause: Any, dialect: Any) -> None:
        compiled = clause.compile(dialect=dialect)
        self.text = str(compiled)
        self._order: list[str] | None = compiled.positiontup
        self._fixed: dict[str, Any] = dict(compiled.params)

    def bound(self, values: Mapping[str, Any]) -> Any:
        merged = {**self._fixed, **values}
        return [merged[name] for name in self._order] if self._order is not None else merged


class Database:
    """Runs statements on one database. `insert` is the dialect's own insert, which knows ON CONFLICT."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self.on_sqlite = self.engine.dialect.name == "sqlite"
        self.insert: Callable[..., Any] = sqlite.insert if self.on_sqlite else postgresql.insert
        self._dialect: Any = sqlite.dialect(paramstyle="qmark") if self.on_sqlite else postgresql.dialect()  # type: ignore[no-untyped-call]

    def prepare(self, clause: Any) -> Statement:
        """Compile a statement once; keep the result beside the code that runs it."""
        return Statement(clause, self._dialect)

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """A raw cursor inside one transaction; rolled back when the block raises."""
        connection = self.engine.raw_connection()
        cursor = connection.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE" if self.on_sqlite else "BEGIN")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
        finally:
            cursor.close()
            connection.close()

    def rows(self, statement: Statement, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query outside a transaction."""
        connection = self.engine.raw_connection()
        cursor = connection.cursor()
        try:
            cursor.execute(statement.text, statement.bound(values or {}))
            return list(cursor.fetchall())
        finally:
            cursor.close()
            connection.close()

    def query(self, clause: Any) -> list[tuple[Any, ...]]:
        """A query that is put together on the spot (lists with filters)."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(clause)]

    def dispose(self) -> None:
        self.engine.dispose()


def run(cursor: Any, statement: Statement, values: Mapping[str, Any]) -> Any:
    """One statement on a transaction's cursor."""
    cursor.execute(statement.text, statement.bound(values))
    return cursor


def run_many(cursor: Any, statement: Statement, rows: Iterable[Mapping[str, Any]]) -> None:
    """One statement for many rows on a transaction's cursor."""
    bound = [statement.bound(row) for row in rows]
    if bound:
        cursor.executemany(statement.text, bound)
