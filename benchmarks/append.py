"""Appending to the store, one event a commit, by one writer and by eight in one process, while positions are given.

Ours writes more than the raw limit: each commit also holds the row that makes its command safe to repeat.
"""

from collections.abc import Iterator

import eventlet

from benchmarks.measuring import Line, at_once, interleaved, rate
from benchmarks.notebook import SERVICE, envelope, stored_answer
from benchmarks.peer import peer_at_work
from benchmarks.raw import RawWriters
from benchmarks.setting import Setting
from infra.kernel.base.ids import new_id
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import Writes

COMMITS = 4_000
NUMBERED_AT_ONCE = 500


def lines(setting: Setting) -> Iterator[Line]:
    for writers in (1, 8):
        yield from _lines(setting, writers, setting.sized(COMMITS) // writers)


def _lines(setting: Setting, writers: int, each: int) -> Iterator[Line]:
    with setting.database() as database, setting.database() as other, peer_at_work(setting) as peer:
        store, raw = SqlStore(database, SERVICE), RawWriters(setting, other, writers)
        sides = {
            "ours": lambda: rate(writers * each, lambda: append(store, writers, each)),
            "numbered": lambda: rate(writers * each, lambda: append_and_number(store, writers, each)),
            "raw": lambda: rate(writers * each, lambda: raw.insert(each)),
            "eventsourcing": lambda: peer.do("append", writers, each),
        }
        found = interleaved(sides, setting.rounds)
    work, eight = f"append, one event a commit, {writers} writers", writers > 1
    yield found.line(work, "events/s", "ours", "raw", 0.80 if eight else None)
    yield found.line(work, "events/s", "ours", "eventsourcing", 4.0 if eight else None)
    yield found.line(f"{work}, all of them numbered at the end", "events/s", "numbered", "raw")


def append(store: SqlStore, writers: int, each: int) -> None:
    def write(_: int) -> None:
        stream = new_id()
        for version in range(1, each + 1):
            store.commit(Writes(stored_answer(), [envelope(stream, version)]))

    at_once(writers, write)


def append_and_number(store: SqlStore, writers: int, each: int) -> None:
    """As a service does it: one greenlet numbers what the others commit."""
    writing = eventlet.spawn(append, store, writers, each)
    while not writing.dead or store.head()[1]:
        if not store.number(NUMBERED_AT_ONCE):
            eventlet.sleep(0.01)
