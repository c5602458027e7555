"""The log is guarded by the database itself: whoever is connected, with whatever statement, changes no event."""

# ruff: noqa: S608 the statements are our own
import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest

from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import VersionConflict
from infra.kernel.storage.tables import EVENTS, METADATA, READS
from tests.contract.store.stores import STORES, append, event

GUARDED = "the log is guarded"
REFUSED = (sqlite3.IntegrityError, psycopg2.errors.RestrictViolation)
OTHERS = [column.name for column in EVENTS.c if column.name != "position"]
REPLACING = {
    "its number": "inserted = 1",
    "its id": "event_id = (SELECT event_id FROM events WHERE inserted = 1)",
    "its position": "position = 0",
}


@pytest.fixture(params=sorted(set(STORES) - {"memory"}))
def store(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    """Three events, the first two numbered."""
    with STORES[request.param]() as made:
        assert isinstance(made, SqlStore)
        for version in (1, 2, 3):
            append(made, event("book-a", version, actor=None if version == 1 else "lin"))
        made.number(2)
        yield made


def does(database: Database, statement: str) -> None:
    with database.transaction() as cursor:
        cursor.execute(statement)


def kept(store: SqlStore) -> list[tuple[Any, ...]]:
    return store.database.query(EVENTS.select().order_by(EVENTS.c.inserted))


def refused(store: SqlStore, *statements: str) -> None:
    """Each of these is refused by the guard, and the log is what it was."""
    before = kept(store)
    for statement in statements:
        with pytest.raises(REFUSED, match=GUARDED):
            does(store.database, statement)
    assert kept(store) == before


@pytest.mark.parametrize("column", OTHERS)
def test_no_column_of_an_event_is_changed(store: SqlStore, column: str) -> None:
    other = "9" if column in ("inserted", "version", "schema_version") else "'other'"
    # Numbered or not, alone or under cover of the position that an event may be given.
    refused(
        store,
        f"UPDATE events SET {column} = {other} WHERE inserted = 1",
        f"UPDATE events SET {column} = {other} WHERE inserted = 3",
        f"UPDATE events SET {column} = {other}, position = 2 WHERE inserted = 3",
    )


def test_what_is_empty_stays_empty_and_what_is_told_is_not_emptied(store: SqlStore) -> None:
    refused(
        store,
        "UPDATE events SET actor = 'somebody' WHERE version = 1",
        "UPDATE events SET actor = NULL, position = 2 WHERE version = 3",
    )


@pytest.mark.parametrize("other", ["NULL", "7", "position"])
def test_a_position_once_given_is_neither_taken_nor_changed_nor_given_again(store: SqlStore, other: str) -> None:
    refused(store, f"UPDATE events SET position = {other} WHERE inserted = 1")


def test_an_event_without_a_position_is_given_a_number_and_nothing_else(store: SqlStore) -> None:
    refused(store, "UPDATE events SET position = NULL WHERE inserted = 3")
    does(store.database, "UPDATE events SET position = 2 WHERE inserted = 3")
    assert store.head() == (3, 0)


def test_no_event_is_deleted(store: SqlStore) -> None:
    refused(store, "DELETE FROM events", "DELETE FROM events WHERE inserted = 3")


def test_the_log_is_not_emptied(store: SqlStore) -> None:
    if store.database.on_sqlite:
        refused(store, "DELETE FROM events WHERE true")
    else:
        refused(store, "TRUNCATE events", "TRUNCATE commands, events", "TRUNCATE events RESTART IDENTITY CASCADE")


@pytest.mark.parametrize("what", REPLACING)
def test_no_event_is_replaced_by_another_with(store: SqlStore, what: str) -> None:
    columns = [column.name for column in EVENTS.c]
    fresh = {"inserted": "77", "position": "NULL", "event_id": "'new'", "version": "77"}
    clash = dict([REPLACING[what].split(" = ", 1)])
    values = ", ".join({**fresh, **clash}.get(name, name) for name in columns)
    row = f"({', '.join(columns)}) SELECT {values} FROM events WHERE inserted = 1"
    if store.database.on_sqlite:
        refused(store, f"INSERT OR REPLACE INTO events {row}", f"REPLACE INTO events {row}")
    else:
        (column,) = clash
        where = " WHERE position IS NOT NULL" if column == "position" else ""
        replacing = f"ON CONFLICT ({column}){where} DO UPDATE SET payload = 'other'"
        refused(store, f"INSERT INTO events {row} {replacing}")


def test_a_version_that_is_taken_is_told_as_such(store: SqlStore) -> None:
    with pytest.raises(VersionConflict):
        append(store, event("book-a", 3))
    if store.database.on_sqlite:
        before = kept(store)
        with pytest.raises(sqlite3.IntegrityError):
            does(store.database, "REPLACE INTO events SELECT 77, NULL, 'new', stream, version, type, schema_version, "
                 "occurred_at, recorded_at, actor, role, organisation, division, command_id, correlation_id, "
                 "causation_id, 'other' FROM events WHERE inserted = 1")  # fmt: skip
        assert kept(store) == before


def test_a_position_is_not_taken_from_another_event(store: SqlStore) -> None:
    if store.database.on_sqlite:
        refused(store, "UPDATE OR REPLACE events SET position = 0 WHERE inserted = 3")
    else:
        with pytest.raises(psycopg2.errors.UniqueViolation):
            does(store.database, "UPDATE events SET position = 0 WHERE inserted = 3")


def test_a_session_that_says_it_is_replicating_is_refused_as_well(store: SqlStore) -> None:
    """PostgreSQL's superuser can silence ordinary triggers so; SQLite knows no such thing."""
    silence = "" if store.database.on_sqlite else "SET LOCAL session_replication_role = replica;"
    refused(store, f"{silence} DELETE FROM events", f"{silence} UPDATE events SET payload = 'other' WHERE version = 1")


def test_an_empty_log_takes_events_with_their_positions(store: SqlStore) -> None:
    """As a backup brings them back."""
    columns = [column.name for column in EVENTS.c]
    values = [
        f"'{name}'" if name not in ("inserted", "position", "version", "schema_version") else "41" for name in columns
    ]
    does(store.database, f"INSERT INTO events ({', '.join(columns)}) VALUES ({', '.join(values)})")
    assert [one.position for one in store.log(41, 9)] == [41]


def test_every_other_table_is_swept_as_before(store: SqlStore) -> None:
    for table in METADATA.sorted_tables:
        if table not in (EVENTS, READS):
            does(store.database, f"DELETE FROM {table.name}")
    assert store.database.query(METADATA.tables["commands"].select()) == []


def test_who_read_what_is_on_record_for_good(store: SqlStore) -> None:
    told = dict.fromkeys(READS.c.keys(), "'x'")
    names, values = ", ".join(told), ", ".join(told.values())
    does(store.database, f"INSERT INTO reads ({names}) VALUES ({values})")
    before = store.database.query(READS.select())
    for statement in (
        *(f"UPDATE reads SET {column} = 'other'" for column in told),
        "DELETE FROM reads",
        f"INSERT INTO reads ({names}) VALUES ({values})",
        *(
            [f"INSERT OR REPLACE INTO reads ({names}) VALUES ({values})"]
            if store.database.on_sqlite
            else ["TRUNCATE reads"]
        ),
    ):
        with pytest.raises((*REFUSED, psycopg2.errors.UniqueViolation)):
            does(store.database, statement)
    assert store.database.query(READS.select()) == before
