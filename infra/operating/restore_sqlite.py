"""A backup's rows into an embedded site's database that has its tables and no rows yet."""

from pathlib import Path

from sqlalchemy import Boolean, LargeBinary, inspect

from infra.kernel.database import Database
from infra.operating.backup_format import BackupRefused, DatabasePart, TableFile
from infra.operating.backup_rows import bytes_of, rows_of, truth_of

MEANT = {LargeBinary: bytes_of, Boolean: truth_of}


def fill_file(address: str, part: DatabasePart, backup: Path) -> None:
    """All rows, or none. Raises BackupRefused when there are others than were counted."""
    database = Database(address)
    types = inspect(database.engine)
    with database.transaction() as cursor:
        for table, kept in part.tables.items():
            meant = {
                kept.columns.index(column["name"]): value_of
                for column in types.get_columns(table)
                for of_type, value_of in MEANT.items()
                if isinstance(column["type"], of_type)
            }
            named = ", ".join(f'"{column}"' for column in kept.columns)
            values = ", ".join("?" for _ in kept.columns)
            with (backup / kept.file).open("rb") as lines:
                rows = rows_of(lines, meant)
                cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({values})', rows)  # noqa: S608 our own names
            must_be_all(table, kept, cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
    database.dispose()


def must_be_all(table: str, kept: TableFile, rows: int) -> None:
    if rows != kept.rows:
        raise BackupRefused(f"{table} has {rows} rows after it was filled, and {kept.rows} were taken: {kept.file}")
