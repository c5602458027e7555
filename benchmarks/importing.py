"""Importing: a hundred events a transaction, through the store, beside COPY into the same table."""

import io
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from psycopg2 import extensions

from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import SERVICE, envelope, stored_answer
from benchmarks.peer import peer_at_work
from benchmarks.raw import COLUMNS, values
from benchmarks.setting import Setting
from infra.kernel.base.ids import new_id
from infra.kernel.storage.green_postgres import make_green
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import Writes

TRANSACTIONS, EACH = 200, 100


def lines(setting: Setting) -> Iterator[Line]:
    transactions = setting.sized(TRANSACTIONS)
    count = transactions * EACH
    with setting.database() as database, setting.database() as other, peer_at_work(setting) as peer:
        store, name = SqlStore(database, SERVICE), other.url.rpartition("/")[2]
        sides = {
            "ours": lambda: rate(count, lambda: import_events(store, transactions)),
            "COPY": lambda: rate(count, lambda: copy_events(setting, name, transactions)),
            "eventsourcing": lambda: peer.do("import_events", transactions, EACH),
        }
        found = interleaved(sides, setting.rounds)
    work = f"import, {EACH} events a transaction"
    yield found.line(work, "events/s", "ours", "COPY", 0.80)
    yield found.line(work, "events/s", "ours", "eventsourcing")


def import_events(store: SqlStore, transactions: int) -> None:
    for _ in range(transactions):
        notebook = new_id()
        store.commit(Writes(stored_answer(), [envelope(notebook, version) for version in range(1, EACH + 1)]))


def copy_events(setting: Setting, name: str, transactions: int) -> None:
    """In blocking mode, since a green psycopg2 refuses COPY; connecting is a small part of it."""
    extensions.set_wait_callback(None)
    try:
        with closing(setting.connect(name)) as connection, connection.cursor() as cursor:
            for _ in range(transactions):
                notebook = new_id()
                rows = "".join(_as_row(values(envelope(notebook, version))) for version in range(1, EACH + 1))
                cursor.copy_expert(f"COPY events ({', '.join(COLUMNS)}) FROM STDIN", io.StringIO(rows))
    finally:
        make_green()


def _as_row(row: list[Any]) -> str:
    """Nothing here needs escaping but what is missing."""
    return "\t".join("\\N" if value is None else str(value) for value in row) + "\n"
