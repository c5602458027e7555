"""Replaying a whole log with a fold, as a rebuild does: pages of whole streams, typed events, folded states.

The raw limit reads the log in pages by key (four columns, plain tuples), decodes each payload and counts.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from benchmarks.filled import fill
from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import NOTEBOOK, SERVICE
from benchmarks.peer import peer_at_work
from benchmarks.setting import Setting
from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.storage.database import Database
from infra.kernel.storage.whole_streams import pages_of_streams

NOTEBOOKS, EACH = 2_000, 50
PAGE = 5_000
KEYSET = "SELECT position, stream, payload FROM events WHERE position >= %s ORDER BY position LIMIT %s"


def lines(setting: Setting) -> Iterator[Line]:
    notebooks = setting.sized(NOTEBOOKS)
    count = notebooks * EACH
    with setting.database() as database, peer_at_work(setting) as peer:
        fill(setting, database, notebooks, EACH)
        peer.do("fill", notebooks, EACH)
        cursor = setting.connect(database.url.rpartition("/")[2]).cursor()
        sides = {
            "ours": lambda: rate(count, lambda: replay(database, count)),
            "keyset pages": lambda: rate(count, lambda: keyset(cursor, count)),
            "eventsourcing": lambda: peer.do("replay", count),
        }
        found = interleaved(sides, setting.rounds)
    work = f"replay from the log with a fold, {SERVICE}"
    yield found.line(work, "events/s", "ours", "keyset pages", 0.90)
    yield found.line(work, "events/s", "ours", "eventsourcing", 2.5)


def replay(database: Database, count: int) -> None:
    lifecycles, seen = Lifecycles((NOTEBOOK,)), 0
    for page in pages_of_streams(database):
        for stream, events in page:
            seen += lifecycles.replay(Folded(stream), events).version
    assert seen == count


def keyset(cursor: Any, count: int) -> None:
    start, notes = 0, dict[str, tuple[int, str]]()
    while True:
        cursor.execute(KEYSET, (start, PAGE))
        rows = cursor.fetchall()
        if not rows:
            break
        for _position, stream, payload in rows:
            before = notes.get(stream)
            notes[stream] = (before[0] + 1 if before else 1, msgspec.json.decode(payload)["text"])
        start = rows[-1][0] + 1
    assert sum(number for number, _last in notes.values()) == count
