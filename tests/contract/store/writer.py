"""One process of several writers on one stream of one file: `python -m tests.contract.store.writer FILE NAME`.

Every writer tries for the same versions; it prints, as JSON, which version each of its events has won.
"""

import json
import sys

import eventlet

from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import VersionConflict
from tests.contract.store.stores import append, event

STREAM = "book-wanted"
WRITERS, EACH = 4, 12


def write(store: SqlStore, name: str) -> list[tuple[int, str]]:
    won: list[tuple[int, str]] = []
    while len(won) < EACH:
        version = len(store.stream(STREAM)) + 1
        eventlet.sleep(0)
        payload = json.dumps(f"{name}/{len(won)}")
        try:
            append(store, event(STREAM, version, payload))
        except VersionConflict:
            continue
        won.append((version, payload))
    return won


def main(file: str, name: str) -> None:
    store = SqlStore(Database(f"sqlite:///{file}"), "library")
    print("ready", flush=True)  # noqa: T201 the parent waits for it
    sys.stdin.readline()
    writers = [eventlet.spawn(write, store, f"{name}{number}") for number in range(WRITERS)]
    print(json.dumps([one for writer in writers for one in writer.wait()]))  # noqa: T201 the result


if __name__ == "__main__":
    main(*sys.argv[1:])
