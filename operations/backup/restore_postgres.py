"""A backup's rows into the empty databases of a deployment."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

from infra.kernel.access.site import Site
from infra.kernel.base.failpoints import failpoint
from infra.kernel.storage.migrate import bring_to, revision_of
from operations.backup.cut import POSTGRES_COLUMNS, REVISION_TABLE, copying
from operations.backup.format import BackupRefused, DatabasePart, Manifest
from operations.backup.restore_sqlite import must_be_all, no_rows

BEGIN_AGAIN = "`docker compose down --volumes` removes what is there for good; then begin again"


def must_be_empty(site: Site, manifest: Manifest) -> None:
    """Tables without rows are left by a restore that was broken off; they do no harm. Raises BackupRefused."""
    for name, part in manifest.databases.items():
        _must_be_empty(site, name, part)


def fill_servers(
    site: Site, manifest: Manifest, backup: Path, say: Callable[[str], None], before_commit: Callable[[], None]
) -> None:
    """One transaction a database, all committed together at the end. Raises BackupRefused, having filled nothing."""
    for name, part in manifest.databases.items():
        bring_to(site, name, part.revision)
    with ExitStack() as opened:
        filled = []
        for name, part in manifest.databases.items():
            connection = opened.enter_context(closing(psycopg2.connect(site.database(name))))
            _fill(connection, part, backup)
            filled.append(connection)
            say(f"{name}: {sum(table.rows for table in part.tables.values())} rows")
        before_commit()
        failpoint("restore.before-commit")
        for connection in filled:
            connection.commit()


def _must_be_empty(site: Site, name: str, part: DatabasePart) -> None:
    if revision_of(site, name) not in (None, part.revision):
        raise BackupRefused(f"the database {name} is in use already: {BEGIN_AGAIN}")
    with closing(psycopg2.connect(site.database(name))) as connection, connection.cursor() as cursor:
        cursor.execute(POSTGRES_COLUMNS)
        for table in {table for table, _column in cursor.fetchall() if table != REVISION_TABLE}:
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
            if cursor.fetchone()[0]:
                raise BackupRefused(f"the database {name} has rows already ({table}): {BEGIN_AGAIN}")


def _fill(connection: Any, part: DatabasePart, backup: Path) -> None:
    with connection.cursor() as cursor:
        for table, kept in part.tables.items():
            try:
                with (backup / kept.file).open("rb") as lines:
                    cursor.copy_expert(copying(table, kept.columns, "FROM STDIN"), lines)
            except (psycopg2.DataError, psycopg2.IntegrityError) as error:
                raise no_rows(table, kept, error) from error
            must_be_all(table, kept, cursor.rowcount)
            for column in kept.columns:
                _go_on_counting(cursor, table, column)


def _go_on_counting(cursor: Any, table: str, column: str) -> None:
    """What numbers the column's rows, where something does, goes on after the last one."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
    if sequence := cursor.fetchone()[0]:
        last = sql.SQL("SELECT setval(%s, coalesce(max({0}), 1), max({0}) IS NOT NULL) FROM {1}")
        cursor.execute(last.format(sql.Identifier(column), sql.Identifier(table)), [sequence])
