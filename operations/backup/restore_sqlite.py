"""A backup's rows into an embedded site's database that has its tables and no rows yet."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, LargeBinary, inspect

from infra.kernel.storage.database import Database
from operations.backup.format import BackupRefused, DatabasePart, TableFile
from operations.backup.rows import Value, bytes_of, rows_of, truth_of

MEANT = {LargeBinary: bytes_of, Boolean: truth_of}


def fill_file(address: str, part: DatabasePart, backup: Path) -> None:
    """All rows, or none. Raises BackupRefused for what is no row, and when there are others than were counted."""
    with ExitStack() as opened:
        database = Database(address)
        opened.callback(database.dispose)
        types = inspect(database.engine)
        with database.transaction() as cursor:
            for table, kept in part.tables.items():
                meant = {
                    kept.columns.index(column["name"]): value_of
                    for column in types.get_columns(table)
                    for of_type, value_of in MEANT.items()
                    if isinstance(column["type"], of_type)
                }
                _fill(cursor, table, kept, backup, meant)


def _fill(cursor: Any, table: str, kept: TableFile, backup: Path, meant: Mapping[int, Callable[[str], Value]]) -> None:
    named = ", ".join(f'"{column}"' for column in kept.columns)
    values = ", ".join("?" for _ in kept.columns)
    try:
        with (backup / kept.file).open("rb") as lines:
            rows = rows_of(lines, meant)
            cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({values})', rows)  # noqa: S608 our own names
    except (ValueError, IndexError, sqlite3.Error) as error:
        raise no_rows(table, kept, error) from error
    must_be_all(table, kept, cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608


def no_rows(table: str, kept: TableFile, error: Exception) -> BackupRefused:
    said = str(error).strip().partition("\n")[0]
    return BackupRefused(f"{kept.file} has something that is no row of {table}: {said}; take another backup")


def must_be_all(table: str, kept: TableFile, rows: int) -> None:
    if rows != kept.rows:
        raise BackupRefused(f"{table} has {rows} rows after it was filled, and {kept.rows} were taken: {kept.file}")
