"""Loading a stream of fifty events into a folded state, one stream a query, as the shell does before a decision."""

from collections.abc import Iterator
from typing import Any

import msgspec

from benchmarks.filled import fill
from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import NOTEBOOK, SERVICE
from benchmarks.peer import peer_at_work
from benchmarks.setting import Setting
from infra.kernel.commands.folding import FoldedStreams, Lifecycles
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore

STREAMS, EACH = 1_000, 50
ONE_STREAM = "SELECT payload FROM events WHERE stream = %s ORDER BY version"


def lines(setting: Setting) -> Iterator[Line]:
    count = setting.sized(STREAMS)
    with setting.database() as database, peer_at_work(setting) as peer:
        streams = [f"notebook-{notebook}" for notebook in fill(setting, database, count, EACH)]
        peer.do("fill", count, EACH)
        cursor = setting.connect(database.url.rpartition("/")[2]).cursor()
        sides = {
            "ours": lambda: rate(count * EACH, lambda: load(database, streams)),
            "raw": lambda: rate(count * EACH, lambda: load_raw(cursor, streams)),
            "eventsourcing": lambda: peer.do("load", count),
        }
        found = interleaved(sides, setting.rounds)
    work = f"loading a stream of {EACH} events"
    yield found.line(work, "events/s", "ours", "raw", 0.70)
    yield found.line(work, "events/s", "ours", "eventsourcing", 3.5)


def load(database: Database, streams: list[str]) -> None:
    folded = FoldedStreams(SqlStore(database, SERVICE), Lifecycles((NOTEBOOK,)))
    for stream in streams:
        assert folded.load(stream, fresh=True).version == EACH


def load_raw(cursor: Any, streams: list[str]) -> None:
    for stream in streams:
        cursor.execute(ONE_STREAM, (stream,))
        notes, last = 0, ""
        for (payload,) in cursor.fetchall():
            notes, last = notes + 1, msgspec.json.decode(payload)["text"]
        assert (notes, bool(last)) == (EACH, True)
