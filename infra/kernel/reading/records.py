"""What can be read, by whom: one record, lists with filters, history, and how it was at an earlier time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from infra.kernel.access.places import Actor, Directory
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.clock import day_in_china, stamp
from infra.kernel.base.problems import Invalid, NotFound
from infra.kernel.commands.folding import FoldedStreams, Lifecycles, parent_id_of, record_id_of
from infra.kernel.commands.permitting import At, Rights
from infra.kernel.contract.envelope import Recorded
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.lookups.conditions import ALWAYS, COLLECTION, PARENT, RECORD_ID, Condition, every
from infra.kernel.lookups.own_work import awaited_work, offering, own_work
from infra.kernel.lookups.reading_rights import may_be_read_by, may_read, of_his_own
from infra.kernel.lookups.sought import Sought
from infra.kernel.lookups.successions import with_predecessors
from infra.kernel.reading.beside import Beside
from infra.kernel.reading.filters import found_by, limit_of, wanted
from infra.kernel.reading.history import events_of
from infra.kernel.reading.names import Names
from infra.kernel.reading.pages import PageAskedFor, Pages
from infra.kernel.reading.paging import time_said
from infra.kernel.reading.past import Past
from infra.kernel.reading.read_log import ReadLog, as_shown
from infra.kernel.reading.showing import Kept, Seeing, Showing, seeing
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.store import EventStore
from infra.kernel.storage.tables import RECORD_CODES, RECORD_NAMES, RECORDS

NOT_HERE = "没有这条记录，或无权阅读 There is no such record, or you may not read it"
NO_SUCH_EVENT = "没有这个事件，或无权阅读 There is no such event, or you may not read it"


class RecordReader:
    """Reads one service's records for a caller."""

    def __init__(
        self,
        database: Database,
        lifecycles: Lifecycles,
        store: EventStore,
        streams: FoldedStreams,
        personal: PersonalKeys,
        directory: Directory,
        lookups_at: Callable[[datetime], Lookups],
        now: Callable[[], datetime],
    ) -> None:
        self._database, self._lifecycles, self._store, self._streams = database, lifecycles, store, streams
        self._directory, self._personal, self._lookups_at, self._now = directory, personal, lookups_at, now
        self._rights, self._showing, self._pages = Rights(directory), Showing(personal), Pages(database)
        self._beside = Beside(database, lookups_at, now)
        self.reads = ReadLog(database, directory, personal, now)
        self._past = Past(database, lifecycles, store, self._rights, self._showing, now, self._beside, self.reads)

    def one(self, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """Raises NotFound, also when the caller may not read it."""
        lifecycle, actor = self._lifecycle(call.collection), self._reader(actor)
        if call.as_of:
            return self._past.one(lifecycle, call, actor, self._until(call))
        kept = self._kept(call, actor)
        (shown,) = self._beside.added(lifecycle, [self._showing.record(kept, actor, lifecycle)])
        self.reads.note("record", call, actor, as_shown([kept.audience], [shown]))
        return shown | self._of_its_stream(lifecycle, kept, actor)

    def history(self, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """The record's own events in order; for the public from its publication on. Raises NotFound.

        As of a time it is read by whoever could read the record then.
        """
        lifecycle, actor = self._lifecycle(call.collection), self._reader(actor)
        until = self._until(call) if call.as_of else None
        sees = self._past.seeing(lifecycle, call, actor, until) if until else self._seeing(call, actor)
        if lifecycle.bulk_rows:
            raise NotFound(
                "此类记录成批载入，没有单独的历史 These records come many at once and have no history of their own"
            )
        return {"items": self._told(lifecycle, call, sees, until)}

    def listing(self, call: ListCall, actor: Actor) -> dict[str, Any]:
        """A page in the order of ids, newest first. Raises Invalid for filters that make no sense."""
        lifecycle, actor = self._lifecycle(call.collection), self._reader(actor)
        limit, narrowed = limit_of(call), wanted(lifecycle, call)
        if call.mine or call.awaited or call.offers:
            narrowed = every(narrowed, *self._work(lifecycle, call, actor))
        if call.as_of:
            if call.q:
                narrowed = every(narrowed, found_by(lifecycle, Sought(call.collection, call.q), actor))
            return self._past.listing(lifecycle, call, actor, limit, narrowed, self._until(call))
        # Where nothing is kept inside, the database need not tell for each row whether it would be shown.
        inside = of_his_own(actor) if lifecycle.kept_inside or lifecycle.takes_files else ALWAYS
        page, following = self._pages.asked_for(PageAskedFor(lifecycle, call, actor, narrowed, inside))
        showing = self._showing.of_many(page, actor)
        items = self._beside.added(lifecycle, [showing.record(kept, actor, lifecycle) for kept in page])
        self.reads.note("list", call, actor, as_shown([kept.audience for kept in page], items))
        return {"items": items, "next": following}

    def _work(self, lifecycle: Lifecycle, call: ListCall, actor: Actor) -> Iterator[Condition]:
        who = Standing(actor, self._directory, day_in_china(self._now()))
        if call.mine:
            yield own_work(lifecycle, who)
        if call.awaited:
            yield awaited_work(lifecycle, who)
        if call.offers:
            yield offering(lifecycle, who, call.offers)

    def record_of(self, event_id: str, actor: Actor) -> dict[str, Any]:
        """The record that an event is about. Raises NotFound, also when the caller may not read that record.

        Who reads a record only because it was published finds only those of its events that he reads whole.
        """
        event = self._store.event(event_id)
        if event is None:
            raise NotFound(NO_SUCH_EVENT)
        decoded = self._lifecycles.codec.decode(event)
        lifecycle = self._lifecycles.of_event(decoded)
        record_id, parent = record_id_of(lifecycle, decoded), parent_id_of(lifecycle, decoded)
        if not self._may_find(lifecycle, event, decoded, self._reader(actor)):
            raise NotFound(NO_SUCH_EVENT)
        return {
            "collection": lifecycle.collection,
            "id": record_id,
            "parent": parent,
            "position": event.position if event.position >= 0 else None,
        }

    def _may_find(self, lifecycle: Lifecycle, event: Recorded, decoded: Any, actor: Actor) -> bool:
        if lifecycle.bulk_rows:
            # All of one load are read by the same people.
            return next((may_read(actor, row) for _record_id, row in lifecycle.bulk_rows(decoded)), False)
        record_id = record_id_of(lifecycle, decoded)
        its = every(COLLECTION.equals(lifecycle.collection), RECORD_ID.equals(record_id), may_be_read_by(actor))
        found = self._pages.of(its, of_his_own(actor), limit=1)
        self.reads.note_receipt(lifecycle.collection, actor, self._audiences(found))
        if not found or seeing(actor, found[0]).inside:
            return bool(found)
        past = events_of(self._lifecycles, self._store, lifecycle, event.stream, record_id)
        return any(one.event.event_id == event.event_id and one.public and not one.kept_inside for one in past)

    def behind_code(self, collection: str, digest: str) -> str | None:
        """The id of the record that a code opens."""
        found = self._database.query(
            select(RECORD_CODES.c.id).where(RECORD_CODES.c.digest == digest, RECORD_CODES.c.collection == collection)
        )
        return next((str(record_id) for (record_id,) in found), None)

    def who_may_read(self, event: Recorded) -> tuple[str, str, str, list[str]] | None:
        """Who may read the record that an event is about: (collection, record id, audience, whom it names)."""
        decoded = self._lifecycles.codec.decode(event)
        lifecycle = self._lifecycles.of_event(decoded)
        record_id = record_id_of(lifecycle, decoded)
        standing = select(RECORDS.c.audience, RECORDS.c.organisation).where(
            RECORDS.c.collection == lifecycle.collection, RECORDS.c.id == record_id
        )
        found = self._database.query(standing)
        if not found:
            return None
        naming = select(RECORD_NAMES.c.who).where(
            RECORD_NAMES.c.collection == lifecycle.collection, RECORD_NAMES.c.id == record_id
        )
        audience, organisation = found[0]
        named = [str(who) for who in (organisation, *(one for (one,) in self._database.query(naming))) if who]
        marked = audience == "public" and self._beside.marked([record_id])
        return lifecycle.collection, record_id, "internal" if marked else str(audience), named

    def _lifecycle(self, collection: str) -> Lifecycle:
        lifecycle = self._lifecycles.by_collection.get(collection)
        if lifecycle is None:
            raise NotFound(f"没有 {collection} There are no {collection} here")
        return lifecycle

    def _reader(self, actor: Actor) -> Actor:
        return with_predecessors(actor, self._directory.divisions, day_in_china(self._now()))

    def _until(self, call: ReadCall | ListCall) -> str:
        """The time as of which is asked, as times are stored. Raises Invalid: nothing is known of what is to come."""
        until, now = time_said(str(call.as_of), "as_of"), stamp(self._now())
        if until > now:
            raise Invalid(
                f"as_of 不能晚于现在 as_of must not be in the future; it is {now}",
                errors={"as_of": [f"至多 at most {now}"]},
            )
        return until

    def _kept(self, call: ReadCall, actor: Actor) -> Kept:
        its = [COLLECTION.equals(call.collection), RECORD_ID.equals(str(call.record_id))]
        if call.parent_id is not None:
            its.append(PARENT.equals(call.parent_id))
        found = self._pages.of(every(*its, may_be_read_by(actor)), of_his_own(actor), limit=1)
        if not found:
            raise NotFound(NOT_HERE)
        return found[0]

    def _seeing(self, call: ReadCall, actor: Actor) -> Seeing:
        kept = self._kept(call, actor)
        self.reads.note("history", call, actor, self._audiences([kept]))
        return seeing(actor, kept)

    def _audiences(self, found: list[Kept]) -> list[tuple[str, str]]:
        """What is marked is for those alone who may read it inside, whatever its audience is otherwise."""
        marked = self._beside.marked([kept.record_id for kept in found])
        return [(kept.record_id, "internal" if kept.record_id in marked else kept.audience) for kept in found]

    def _of_its_stream(self, lifecycle: Lifecycle, kept: Kept, actor: Actor) -> dict[str, Any]:
        """What it shows when it is read alone, and what the caller may do with it."""
        if lifecycle.bulk_rows:
            return {"allowed_commands": []}
        folded, now = self._streams.load(kept.stream, fresh=True), self._now()
        state, at = folded.state, At(kept.state, folded.came_with(lifecycle, kept.record_id))
        place = lifecycle.place_for(actor, self._lookups_at(now), state, kept.record_id)
        allowed = self._rights.allowed(lifecycle, actor, place, at, now)
        return lifecycle.shown_alone(state, kept.record_id) | {"allowed_commands": allowed}

    def _told(self, lifecycle: Lifecycle, call: ReadCall, sees: Seeing, until: str | None) -> list[dict[str, Any]]:
        record_id = str(call.record_id)
        stream = lifecycle.stream_of(record_id, call.parent_id)
        happened = events_of(self._lifecycles, self._store, lifecycle, stream, record_id, until)
        names = Names(self._directory, self._personal)
        return [
            self._showing.event(past.event, sees, () if sees.inside else past.kept_inside, names)
            for past in happened
            if sees.inside or past.public
        ]
