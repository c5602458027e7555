"""Reads a whole log stream by stream: a hundred whole streams a query, in the order in which they began.

However long the log is, only these streams and the next are in memory. Their rows lie scattered, so PostgreSQL looks each
stream up and sends it as one JSON array: a row and five texts for every event would cost more than the events in them.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import eventlet
import msgspec
from sqlalchemy import Text, bindparam, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by

from infra.kernel.contract.envelope import StreamlessEnvelope
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import EVENTS

STREAMS = 100
Values: TypeAlias = tuple[Any, ...]
# Its name and its events.
Whole: TypeAlias = tuple[str, list[StreamlessEnvelope]]


def pages_of_streams(database: Database) -> Iterator[Iterator[Whole]]:
    """The whole log. Events are made when their stream's turn comes."""
    # A stream begins with its version 1, so a page of streams is a stretch of the log.
    begins = (EVENTS.c.version == 1, EVENTS.c.inserted > bindparam("after"))
    page = select(EVENTS.c.inserted, EVENTS.c.stream).where(*begins).order_by(EVENTS.c.inserted).limit(STREAMS)
    begun = page.subquery()
    rows, read, pages = (_rows, _from_rows, _in_turn) if database.on_sqlite else (_arrays, _from_arrays, _one_ahead)
    whole = database.compile(rows(begun))
    for found in pages(lambda after: database.rows(whole, {"after": after})):
        yield read(found)


def _in_turn(page_after: Callable[[int], list[Values]]) -> Iterator[list[Values]]:
    """Without letting other greenlets in: on SQLite they would write into the transaction of whoever reads this.

    A row begins with where its stream began.
    """
    after = -1
    while rows := page_after(after):
        yield rows
        after, *_ = rows[-1]


def _one_ahead(page_after: Callable[[int], list[Values]]) -> Iterator[list[Values]]:
    """While one page is worked on, the server makes the next."""
    coming = eventlet.spawn(page_after, -1)
    while rows := coming.wait():
        after, *_ = rows[-1]
        coming = eventlet.spawn(page_after, after)
        eventlet.sleep(0)  # so that it asks now
        yield rows


def _arrays(begun: Any) -> Any:
    """A row a stream. A payload is JSON as it was written; types and times are words of ours that need no quoting."""
    head = literal('["') + EVENTS.c.type + '",' + cast(EVENTS.c.schema_version, Text) + ',"' + EVENTS.c.recorded_at
    event = head + '",' + EVENTS.c.payload + "]"
    events = literal("[") + func.string_agg(event, aggregate_order_by(literal(","), EVENTS.c.version)) + "]"
    each = select(events.label("events")).where(EVENTS.c.stream == begun.c.stream).lateral()
    told = select(begun.c.inserted, begun.c.stream, each.c.events)
    return told.select_from(begun.join(each, true())).order_by(begun.c.inserted)


_decode: Callable[[str], list[StreamlessEnvelope]] = msgspec.json.Decoder(list[StreamlessEnvelope]).decode


def _from_arrays(rows: list[Values]) -> Iterator[Whole]:
    return ((stream, _decode(events)) for _began, stream, events in rows)


def _rows(begun: Any) -> Any:
    told = select(begun.c.inserted, EVENTS.c.stream, *(EVENTS.c[name] for name in StreamlessEnvelope.__struct_fields__))
    joined = told.select_from(begun.join(EVENTS, EVENTS.c.stream == begun.c.stream))
    return joined.order_by(begun.c.inserted, EVENTS.c.version)


def _from_rows(rows: list[Values]) -> Iterator[Whole]:
    for stream, its_rows in groupby(rows, key=itemgetter(1)):
        yield (
            stream,
            [
                StreamlessEnvelope(kind, version, at, msgspec.Raw(payload))
                for *_, kind, version, at, payload in its_rows
            ],
        )
