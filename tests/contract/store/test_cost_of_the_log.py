"""What every command asks of the log looks at the newest or the waiting, however long the log has grown."""

from typing import Any

import pytest

from infra.kernel.storage.database import Statement
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import EventStore
from tests.contract.store.stores import append, event

STATEMENTS = ("head", "oldest", "number")


def statement(store: SqlStore, name: str) -> Statement:
    return {"head": store._head, "oldest": store._oldest, "number": store._number}[name]


def plan(store: SqlStore, name: str) -> list[str]:
    asked = statement(store, name)
    values = {"many": 500} if name == "number" else {}
    with store.database.transaction() as cursor:
        if not store.database.on_sqlite:
            # A test's log is so short that a scan would be quicker; a year's is not.
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain: Any = ("EXPLAIN QUERY PLAN " if store.database.on_sqlite else "EXPLAIN ") + asked.on(cursor)
        cursor.execute(explain, asked.bound(values))
        return [str(row[-1]) for row in cursor.fetchall()]


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_head_the_oldest_and_the_numbering_do_not_read_the_whole_log(store: EventStore, name: str) -> None:
    if not isinstance(store, SqlStore):
        return  # the one in memory has no plans
    for version in range(1, 51):
        append(store, event("book-a", version))
    store.number(45)
    steps = plan(store, name)
    assert steps
    assert [step for step in steps if reads_all(step)] == []


def reads_all(step: str) -> bool:
    """SQLite says neither index nor key where it reads a table from end to end."""
    on_sqlite = step.startswith(("SEARCH events", "SCAN events")) and " USING " not in step
    return on_sqlite or "Seq Scan on events" in step
