"""Records as they were at an earlier time: their streams folded up to then. Exact, and as slow as that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import eventlet
from sqlalchemy import select

from infra.kernel import showing
from infra.kernel.calls import ListCall, ReadCall
from infra.kernel.checks import Checks
from infra.kernel.conditions import Condition, Filed, every
from infra.kernel.database import Database
from infra.kernel.folding import Folded, Lifecycles
from infra.kernel.lifecycle import Lifecycle, Row
from infra.kernel.paging import cursor_after, id_in
from infra.kernel.past_of_many import Brought, brought
from infra.kernel.places import Actor, lies_in
from infra.kernel.problems import NotFound
from infra.kernel.reading_rights import may_be_read_by, of_his_own
from infra.kernel.showing import Kept, Seeing, Showing
from infra.kernel.sql_store import encode_shown
from infra.kernel.store import EventStore
from infra.kernel.tables import RECORDS

NOT_THEN = "那时没有这条记录，或无权阅读 There was no such record then, or you may not read it"


@dataclass(frozen=True, slots=True)
class Then:
    """A record as it was: its row, what conditions look at, and its folded stream where it has one of its own."""

    kept: Kept
    filed: Filed
    folded: Folded | None = None


Found: TypeAlias = Iterator[Then]
"""Newest first."""


class Past:
    """Reads one service's records as of a time."""

    def __init__(
        self, database: Database, lifecycles: Lifecycles, store: EventStore, checks: Checks, shows: Showing
    ) -> None:
        self._database, self._lifecycles, self._store = database, lifecycles, store
        self._checks, self._showing = checks, shows

    def one(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor, until: str) -> dict[str, Any]:
        """Raises NotFound, also when the caller may not read it."""
        then = self._then(lifecycle, call, actor, until)
        shown = self._showing.record(then.kept, showing.seeing(actor, then.kept), lifecycle.kept_inside)
        if then.folded is None:
            return shown | {"allowed_commands": []}
        place = lifecycle.place(then.folded.state, then.kept.record_id)
        return shown | {"allowed_commands": self._checks.allowed(lifecycle, actor, place, then.kept.state)}

    def seeing(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor, until: str) -> Seeing:
        """How much the caller saw of it then. Raises NotFound where `one` does."""
        return showing.seeing(actor, self._then(lifecycle, call, actor, until).kept)

    def listing(
        self, lifecycle: Lifecycle, call: ListCall, actor: Actor, limit: int, narrowed: Condition, until: str
    ) -> dict[str, Any]:
        found = self._many if lifecycle.bulk_rows else self._each
        wanted = every(narrowed, may_be_read_by(actor))
        items: list[dict[str, Any]] = []
        for then in found(lifecycle, call, until, actor):
            if wanted.holds(then.filed):
                items.append(self._showing.record(then.kept, showing.seeing(actor, then.kept), lifecycle.kept_inside))
            if len(items) > limit:
                break
        more = items[limit - 1]["id"] if len(items) > limit else None
        return {"items": items[:limit], "next": cursor_after(more)}

    def _then(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor, until: str) -> Then:
        record_id = str(call.record_id)
        if lifecycle.bulk_rows:
            one = brought(self._database, self._lifecycles, lifecycle, until).get(record_id)
            then = _one_of_many(lifecycle, one, actor) if one else None
        else:
            then = self._folded(lifecycle, lifecycle.stream_of(record_id, call.parent_id), record_id, until, actor)
        if then is None or not may_be_read_by(actor).holds(then.filed):
            raise NotFound(NOT_THEN)
        return then

    def _each(self, lifecycle: Lifecycle, call: ListCall, until: str, actor: Actor) -> Found:
        """Stream by stream, and everybody else has a turn between two of them: there may be very many."""
        for record_id, stream in self._born(call, until):
            eventlet.sleep(0)
            if then := self._folded(lifecycle, stream, record_id, until, actor):
                yield then

    def _many(self, lifecycle: Lifecycle, call: ListCall, until: str, actor: Actor) -> Found:
        """Those of which there are very many are made only where they can be wanted."""
        before = id_in(call.cursor) if call.cursor else None
        then = brought(self._database, self._lifecycles, lifecycle, until)
        for record_id in sorted(then, reverse=True):
            division = then[record_id].row.division
            if (before is None or record_id < before) and (not call.division or lies_in(division, call.division)):
                yield _one_of_many(lifecycle, then[record_id], actor)

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

    def _folded(self, lifecycle: Lifecycle, stream: str, record_id: str, until: str, actor: Actor) -> Then | None:
        events = [event for event in self._store.stream(stream) if event.recorded_at <= until]
        folded = self._lifecycles.replay(Folded(stream), events)
        mark = folded.marks.get((lifecycle.collection, record_id))
        if mark is None:
            return None
        row = lifecycle.row(folded.state, record_id)
        state = str(lifecycle.record_state(folded.state, record_id).state)
        parent = stream.partition("-")[2] if lifecycle.stream else None
        filed = _filed(lifecycle, row, record_id, state, parent, mark.updated_at)
        kept = _kept(filed, row, stream, mark.version, mark.created_at, actor)
        return Then(kept, filed, folded)


def _one_of_many(lifecycle: Lifecycle, one: Brought, actor: Actor) -> Then:
    filed = _filed(lifecycle, one.row, one.record_id, one.state, None, one.at)
    return Then(_kept(filed, one.row, one.stream, one.version, one.at, actor), filed)


def _filed(lifecycle: Lifecycle, row: Row, record_id: str, state: str, parent: str | None, updated_at: str) -> Filed:
    return Filed(
        collection=lifecycle.collection,
        record_id=record_id,
        parent=parent,
        state=state,
        division=row.division,
        organisation=row.organisation,
        topic=row.topic,
        outcome=row.outcome,
        audience=row.audience,
        search=row.search,
        updated_at=updated_at,
        named=row.named,
        codes=row.codes,
    )


def _kept(filed: Filed, row: Row, stream: str, version: int, created_at: str, actor: Actor) -> Kept:
    return Kept(
        record_id=filed.record_id,
        stream=stream,
        parent=filed.parent,
        state=filed.state,
        version=version,
        division=filed.division,
        created_at=created_at,
        updated_at=filed.updated_at,
        shown=encode_shown(row.shown),
        audience=filed.audience,
        inside=of_his_own(actor).holds(filed),
    )
