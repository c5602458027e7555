"""Records as they were at an earlier time: their streams folded up to then. Exact, and as slow as that is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import eventlet
from sqlalchemy import select

from infra.kernel.calls import ListCall, ReadCall
from infra.kernel.checks import Checks
from infra.kernel.database import Database
from infra.kernel.folding import Folded, Lifecycles
from infra.kernel.lifecycle import Lifecycle, ReadRow
from infra.kernel.paging import cursor_after, id_in, time_said
from infra.kernel.past_of_many import Brought, brought
from infra.kernel.places import Actor, lies_in
from infra.kernel.problems import NotFound
from infra.kernel.reading_rights import close_by, may_read
from infra.kernel.sql_store import encode_shown
from infra.kernel.store import EventStore
from infra.kernel.tables import RECORDS

NOT_THEN = "那时没有这条记录，或无权阅读 There was no such record then, or you may not read it"
Found: TypeAlias = Iterator[tuple[ReadRow, dict[str, Any]]]
"""Rows, and the records on the wire, newest first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it was: its stream, its row, and the record on the wire."""

    folded: Folded
    row: ReadRow
    shown: dict[str, Any]


class Past:
    """Reads one service's records as of a time. `wire` turns a row of the table of records into what is shown."""

    def __init__(
        self,
        database: Database,
        lifecycles: Lifecycles,
        store: EventStore,
        checks: Checks,
        wire: Callable[[tuple[Any, ...], bool], dict[str, Any]],
    ) -> None:
        self._database, self._lifecycles, self._store = database, lifecycles, store
        self._checks, self._wire = checks, wire

    def one(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """Raises NotFound, also when the caller may not read it."""
        until, record_id = time_said(str(call.as_of), "as_of"), str(call.record_id)
        if lifecycle.bulk_rows:
            one = brought(self._database, self._lifecycles, lifecycle, until).get(record_id)
            if one is None or not may_read(actor, one.row):
                raise NotFound(NOT_THEN)
            return self._one_of_many(one, actor) | {"allowed_commands": []}
        seen = self._seen(lifecycle, lifecycle.stream_of(record_id, call.parent_id), record_id, until, actor)
        if seen is None or not may_read(actor, seen.row):
            raise NotFound(NOT_THEN)
        place = lifecycle.place(seen.folded.state, record_id)
        allowed = self._checks.allowed(lifecycle, actor, place, seen.shown["state"])
        return seen.shown | {"allowed_commands": allowed}

    def listing(self, lifecycle: Lifecycle, call: ListCall, actor: Actor, limit: int) -> dict[str, Any]:
        until = time_said(str(call.as_of), "as_of")
        found = self._many if lifecycle.bulk_rows else self._each
        items: list[dict[str, Any]] = []
        for row, shown in found(lifecycle, call, until, actor):
            if may_read(actor, row) and _fits(call, row, shown):
                items.append(shown)
            if len(items) > limit:
                break
        more = items[limit - 1]["id"] if len(items) > limit else None
        return {"items": items[:limit], "next": cursor_after(more)}

    def _each(self, lifecycle: Lifecycle, call: ListCall, until: str, actor: Actor) -> Found:
        """Stream by stream, and everybody else has a turn between two of them: there may be very many."""
        for record_id, stream in self._born(call, until):
            eventlet.sleep(0)
            seen = self._seen(lifecycle, stream, record_id, until, actor)
            if seen:
                yield seen.row, seen.shown

    def _many(self, lifecycle: Lifecycle, call: ListCall, until: str, actor: Actor) -> Found:
        """Those of which there are very many are shown only where they can be wanted."""
        before = id_in(call.cursor) if call.cursor else None
        then = brought(self._database, self._lifecycles, lifecycle, until)
        for record_id in sorted(then, reverse=True):
            row = then[record_id].row
            if (before is None or record_id < before) and (not call.division or lies_in(row.division, call.division)):
                yield row, self._one_of_many(then[record_id], actor)

    def _one_of_many(self, one: Brought, actor: Actor) -> dict[str, Any]:
        head = (one.record_id, one.stream, None, one.state, one.version, one.row.division, one.at, one.at)
        near = close_by(actor, one.row.division, one.row.audience)
        return self._wire((*head, encode_shown(one.row.shown), one.row.audience), near)

    def _born(self, call: ListCall, until: str) -> list[tuple[Any, ...]]:
        """(record id, stream) of what was there by then, newest first."""
        born = select(RECORDS.c.id, RECORDS.c.stream).where(
            RECORDS.c.collection == call.collection, RECORDS.c.created_at <= until
        )
        if call.parent_id:
            born = born.where(RECORDS.c.parent == call.parent_id)
        if call.cursor:
            born = born.where(RECORDS.c.id < id_in(call.cursor))
        return self._database.query(born.order_by(RECORDS.c.id.desc()))

    def _seen(self, lifecycle: Lifecycle, stream: str, record_id: str, until: str, actor: Actor) -> Seen | None:
        events = [event for event in self._store.stream(stream) if event.recorded_at <= until]
        folded = self._lifecycles.replay(Folded(stream), events)
        mark = folded.marks.get((lifecycle.collection, record_id))
        if mark is None:
            return None
        row = lifecycle.row(folded.state, record_id)
        state = str(lifecycle.record_state(folded.state, record_id).state)
        parent = stream.partition("-")[2] if lifecycle.stream else None
        head = (record_id, stream, parent, state, mark.version, row.division, mark.created_at, mark.updated_at)
        near = close_by(actor, row.division, row.audience)
        return Seen(folded, row, self._wire((*head, encode_shown(row.shown), row.audience), near))


def _fits(call: ListCall, row: ReadRow, shown: dict[str, Any]) -> bool:
    return (
        (not call.state or shown["state"] in call.state)
        and (not call.division or lies_in(row.division, call.division))
        and (not call.organisation or row.organisation == call.organisation)
        and (not call.topic or row.topic == call.topic)
        and (not call.outcome or row.outcome == call.outcome)
        and (not call.q or call.q in row.search)
        and (not call.since or shown["updated_at"] >= time_said(call.since, "since"))
        and (not call.until or shown["updated_at"] <= time_said(call.until, "until"))
    )
