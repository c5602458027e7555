"""Records as they were at an earlier time: their streams folded up to then. Exact, and as slow as that is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

import eventlet
from sqlalchemy import select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.clock import moment
from infra.kernel.base.problems import NotFound
from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.commands.permitting import At, Rights
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.lookups.conditions import COLLECTION, RECORD_ID, Condition, every, names_below
from infra.kernel.lookups.reading_rights import is_a_handler_alone, may_be_read_by
from infra.kernel.reading import showing
from infra.kernel.reading.beside import Beside
from infra.kernel.reading.history import recorded_by
from infra.kernel.reading.paging import id_in
from infra.kernel.reading.past_of_many import brought
from infra.kernel.reading.read_log import ReadLog, as_shown
from infra.kernel.reading.showing import Seeing, Showing
from infra.kernel.reading.sorting import sorting_of
from infra.kernel.reading.then import Then, then
from infra.kernel.storage.database import Database
from infra.kernel.storage.store import EventStore
from infra.kernel.storage.tables import RECORD_CODES, RECORDS

NOT_THEN = "那时没有这条记录，或无权阅读 There was no such record then, or you may not read it"


class Past:
    """Reads one service's records as of a time."""

    def __init__(
        self,
        database: Database,
        lifecycles: Lifecycles,
        store: EventStore,
        rights: Rights,
        shows: Showing,
        now: Callable[[], datetime],
        beside: Beside,
        reads: ReadLog,
    ) -> None:
        self._database, self._lifecycles, self._store = database, lifecycles, store
        self._rights, self._showing, self._now, self._beside = rights, shows, now, beside
        self._reads = reads

    def one(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor, until: str) -> dict[str, Any]:
        """Raises NotFound, also when the caller may not read it."""
        found, folded = self._found(lifecycle, call, actor, until)
        allowed, alone = list[str](), dict[str, Any]()
        if folded is not None:
            place = lifecycle.place(folded.state, found.record_id)
            at = At(found.state, folded.came_with(lifecycle, found.record_id))
            allowed = self._rights.allowed(lifecycle, actor, place, at, self._now())
            alone = lifecycle.shown_alone(folded.state, found.record_id)
        (shown,) = self._beside.added(lifecycle, [self._shown(lifecycle, found, actor)], until)
        self._reads.note("record", call, actor, as_shown([found.row.audience], [shown]))
        return shown | alone | {"allowed_commands": allowed}

    def seeing(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor, until: str) -> Seeing:
        """How much of its history the caller saw then. Raises NotFound where `one` does."""
        found, _folded = self._found(lifecycle, call, actor, until)
        audience = "internal" if found.internal else found.row.audience
        self._reads.note("history", call, actor, [(found.record_id, audience)])
        return showing.seeing(actor, found.kept(actor))

    def listing(
        self, lifecycle: Lifecycle, call: ListCall, actor: Actor, limit: int, narrowed: Condition, until: str
    ) -> dict[str, Any]:
        """As it was, then whether it was asked for and who may read it, and only then shown."""
        were = self._many(lifecycle, call, until) if lifecycle.bulk_rows else self._each(lifecycle, call, until)
        wanted, sorting = every(narrowed, may_be_read_by(actor)), sorting_of(call)
        now = (self._opened_now(one, actor) for one in self._beside_what_is_below(were, actor))
        now = (self._marked_now(one) if one.row.audience == "public" else one for one in now)
        now = (self._tagged_then(one, until) for one in now) if call.tag else now
        found: Iterator[Then] = (one for one in now if wanted.holds(one.filed))
        if call.sort:
            found = iter(sorted(found, key=lambda one: sorting.place(one.filed), reverse=sorting.descending))
        page = list(islice(found, limit + 1))
        last = page[limit - 1].filed if len(page) > limit else None
        following = sorting.cursor(*sorting.place(last)) if last else None
        shown = self._beside.added(lifecycle, [self._shown(lifecycle, one, actor) for one in page[:limit]], until)
        self._reads.note("list", call, actor, as_shown([one.row.audience for one in page[:limit]], shown))
        return {"items": shown, "next": following}

    def _found(self, lifecycle: Lifecycle, call: ReadCall, actor: Actor, until: str) -> tuple[Then, Folded | None]:
        """The record, and its stream where it has one of its own."""
        record_id = str(call.record_id)
        if lifecycle.bulk_rows:
            folded, found = None, brought(self._database, self._lifecycles, lifecycle, until).get(record_id)
        else:
            folded = self._folded(lifecycle.stream_of(record_id, call.parent_id), until)
            found = then(lifecycle, folded, record_id)
        known = next(self._beside_what_is_below([found], actor), None) if found else None
        if known is None:
            raise NotFound(NOT_THEN)
        known = self._marked_now(self._opened_now(known, actor))
        if not may_be_read_by(actor).holds(known.filed):
            raise NotFound(NOT_THEN)
        return known, folded

    def _beside_what_is_below(self, were: Iterable[Then], actor: Actor) -> Iterator[Then]:
        """For a department, each with whether what belongs to it names the department; as that stands now."""
        if not (is_a_handler_alone(actor) and actor.organisation):
            yield from were
            return
        for one in were:
            its = every(COLLECTION.equals(one.collection), RECORD_ID.equals(one.record_id))
            below = every(its, names_below(actor.organisation)).clause()
            named = self._database.query(select(RECORDS.c.id).where(below))
            yield replace(one, named_below=(actor.organisation,) if named else ())

    def _opened_now(self, one: Then, actor: Actor) -> Then:
        """A code that was replaced opens nothing any more, not even what was; the one that holds opens all of it."""
        if not (one.row.codes and (actor.tracking or actor.participant)):
            return one
        its = (RECORD_CODES.c.collection == one.collection, RECORD_CODES.c.id == one.record_id)
        holding = self._database.query(select(RECORD_CODES.c.digest).where(*its))
        return replace(one, row=replace(one.row, codes=tuple(str(code) for (code,) in holding)))

    def _marked_now(self, one: Then) -> Then:
        """What is internal now is kept from the public as it was, too."""
        return replace(one, internal=bool(self._beside.marked([one.record_id])))

    def _tagged_then(self, one: Then, until: str) -> Then:
        """Tags are no part of the record's own stream: copies keep from when until when each was on."""
        known = self._beside.tags([one.record_id]).get(one.record_id)
        return replace(one, tags=tuple(tag.code for tag in known.tags if tag.at(moment(until)))) if known else one

    def _shown(self, lifecycle: Lifecycle, one: Then, actor: Actor) -> dict[str, Any]:
        kept = one.kept(actor)
        return self._showing.record(kept, actor, lifecycle)

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
        before = id_in(call.cursor) if call.cursor and not call.sort else None
        were = brought(self._database, self._lifecycles, lifecycle, until)
        return (were[one] for one in sorted(were, reverse=True) if before is None or one < before)

    def _folded(self, stream: str, until: str) -> Folded:
        return self._lifecycles.replay(Folded(stream), recorded_by(self._store.stream(stream), until))

    def _born(self, call: ListCall, until: str) -> list[tuple[Any, ...]]:
        """(record id, stream) of what was there by then, newest first."""
        born = select(RECORDS.c.id, RECORDS.c.stream).where(
            RECORDS.c.collection == call.collection, RECORDS.c.created_at <= until
        )
        if call.parent_id:
            born = born.where(RECORDS.c.parent == call.parent_id)
        if call.cursor and not call.sort:
            born = born.where(RECORDS.c.id < id_in(call.cursor))
        return self._database.query(born.order_by(RECORDS.c.id.desc()))
