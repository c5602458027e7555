"""Records as they were at an earlier time: their streams folded up to then. Exact, and as slow as that is."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, takewhile
from typing import Any

import eventlet
from sqlalchemy import select

from infra.kernel.calls import ListCall, ReadCall
from infra.kernel.database import Database
from infra.kernel.envelope import Recorded
from infra.kernel.folding import Folded, Lifecycles
from infra.kernel.lifecycle import Lifecycle
from infra.kernel.paging import cursor_after, id_in, time_said
from infra.kernel.past_of_many import brought
from infra.kernel.permitting import Rights
from infra.kernel.places import Actor
from infra.kernel.problems import NotFound
from infra.kernel.reading_rights import close_by, may_read
from infra.kernel.sql_store import encode_shown
from infra.kernel.store import EventStore
from infra.kernel.tables import RECORDS
from infra.kernel.then import Then, then

NOT_THEN = "那时没有这条记录，或无权阅读 There was no such record then, or you may not read it"


class Past:
    """Reads one service's records as of a time. `wire` turns a row of the table of records into what is shown."""

    def __init__(
        self,
        database: Database,
        lifecycles: Lifecycles,
        store: EventStore,
        rights: Rights,
        wire: Callable[[tuple[Any, ...], bool], dict[str, Any]],
    ) -> None:
        self._database, self._lifecycles, self._store = database, lifecycles, store
        self._rights, self._wire = rights, wire

    def one(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """Raises NotFound, also when the caller may not read it."""
        until, record_id = time_said(str(call.as_of), "as_of"), str(call.record_id)
        if lifecycle.bulk_rows:
            folded, found = None, brought(self._database, self._lifecycles, lifecycle, until).get(record_id)
        else:
            folded = self._folded(lifecycle.stream_of(record_id, call.parent_id), until)
            found = then(lifecycle, folded, record_id)
        if found is None or not may_read(actor, found.row):
            raise NotFound(NOT_THEN)
        allowed: list[str] = []
        if folded is not None:
            place = lifecycle.place(folded.state, record_id)
            allowed = self._rights.allowed(lifecycle, actor, place, found.state)
        return self._shown(found, actor) | {"allowed_commands": allowed}

    def listing(self, lifecycle: Lifecycle, call: ListCall, actor: Actor, limit: int) -> dict[str, Any]:
        """As it was, then who may read it, then whether it was asked for, and only then shown."""
        until = time_said(str(call.as_of), "as_of")
        were = self._many(lifecycle, call, until) if lifecycle.bulk_rows else self._each(lifecycle, call, until)
        wanted = (one for one in were if may_read(actor, one.row) and one.fits(call))
        page = list(islice(wanted, limit + 1))
        more = page[limit - 1].record_id if len(page) > limit else None
        return {"items": [self._shown(one, actor) for one in page[:limit]], "next": cursor_after(more)}

    def _each(self, lifecycle: Lifecycle, call: ListCall, until: str) -> Iterator[Then]:
        """Stream by stream, and everybody else has a turn between two of them: there may be very many.

        Records that are nested in one follow one another; their stream is read once.
        """
        folded: Folded | None = None
        for record_id, stream in self._born(call, until):
            eventlet.sleep(0)
            if folded is None or folded.stream != stream:
                folded = self._folded(stream, until)
            if (found := then(lifecycle, folded, record_id)) is not None:
                yield found

    def _many(self, lifecycle: Lifecycle, call: ListCall, until: str) -> Iterator[Then]:
        """Newest first."""
        before = id_in(call.cursor) if call.cursor else None
        were = brought(self._database, self._lifecycles, lifecycle, until)
        return (were[one] for one in sorted(were, reverse=True) if before is None or one < before)

    def _folded(self, stream: str, until: str) -> Folded:
        return self._lifecycles.replay(Folded(stream), recorded_by(self._store.stream(stream), until))

    def _shown(self, one: Then, actor: Actor) -> dict[str, Any]:
        row = one.row
        head = (one.record_id, one.stream, one.parent, one.state, one.version, row.division)
        near = close_by(actor, row.division, row.audience)
        return self._wire((*head, one.created_at, one.updated_at, encode_shown(row.shown), row.audience), near)

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


def recorded_by(stream: Iterable[Recorded], until: str) -> Iterator[Recorded]:
    """The beginning of a stream. In a log from before its clock was guarded a later event may bear an earlier time."""
    return takewhile(lambda event: event.recorded_at <= until, stream)
