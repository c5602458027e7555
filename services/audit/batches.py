"""Batches: which events come next in the ledger. Decided first, by inserting a row whose key is the index of its first entry.

Two sealers cannot both decide what stands at an index: the second finds the row and takes it as it is. From the rows
and the services' logs everything else follows, so that whoever completes a batch writes the same bytes.
"""

from dataclasses import dataclass

import msgspec
from sqlalchemy import bindparam, insert, select

from infra.kernel.storage.database import Database, run
from infra.kernel.storage.sql_store import INTEGRITY
from infra.ledger.bundles import MOST_BYTES
from services.audit.tables import BATCHES


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Some events of one service's log, one after the other.

    `most`: how many bytes an entry has at most that holds its payload. What older versions decided does not say it, and
    is written as they did: as much as a bundle can hold.
    """

    service: str
    first: int
    count: int
    most: int = MOST_BYTES


class Head(msgspec.Struct, frozen=True, array_like=True):
    """How far a service's log is in the ledger, and the last of its events there."""

    next_position: int
    last_event: str


Heads = dict[str, Head]


@dataclass(frozen=True)
class Batch:
    """The entries from index `start` to before `size`."""

    start: int
    size: int
    spans: tuple[Span, ...]
    heads: Heads


class DecidedOtherwise(Exception):
    """Another sealer has decided what comes next."""


class Batches:
    """The decisions, in the order of the ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._add = database.prepare(insert(BATCHES).values({c.name: bindparam(c.name) for c in BATCHES.c}))
        ordered = select(BATCHES.c.start, BATCHES.c.size, BATCHES.c.spans, BATCHES.c.heads).order_by(BATCHES.c.start)
        self._from = database.prepare(ordered.where(BATCHES.c.start >= bindparam("begin")).limit(bindparam("many")))
        newest = select(BATCHES.c.start, BATCHES.c.size, BATCHES.c.spans, BATCHES.c.heads)
        self._last = database.prepare(newest.order_by(BATCHES.c.start.desc()).limit(1))

    def decide(self, batch: Batch) -> None:
        """Raises DecidedOtherwise."""
        row = {
            "start": batch.start,
            "size": batch.size,
            "spans": msgspec.json.encode(batch.spans).decode(),
            "heads": msgspec.json.encode(batch.heads).decode(),
        }
        try:
            with self._database.transaction() as cursor:
                run(cursor, self._add, row)
        except INTEGRITY as error:
            raise DecidedOtherwise from error

    def at(self, start: int) -> Batch | None:
        """The batch that begins there; None while it is not decided."""
        found = self.since(start, 1)
        return found[0] if found and found[0].start == start else None

    def since(self, start: int, many: int) -> list[Batch]:
        return [_batch(*row) for row in self._database.rows(self._from, {"begin": start, "many": many})]

    def last(self) -> Batch | None:
        rows = self._database.rows(self._last)
        return _batch(*rows[0]) if rows else None

    def heads(self) -> Heads:
        """How far each service's log is in the ledger; a service with no event there is not named."""
        last = self.last()
        return last.heads if last else {}


def _batch(start: int, size: int, spans: str, heads: str) -> Batch:
    return Batch(
        int(start),
        int(size),
        tuple(msgspec.json.decode(spans, type=list[Span])),
        msgspec.json.decode(heads, type=dict[str, Head]),
    )
