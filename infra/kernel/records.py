"""What can be read, by whom: one record, lists with filters, history, and how it was at an earlier time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, select

from infra.kernel.calls import ListCall, ReadCall
from infra.kernel.clock import day_in_china, moment
from infra.kernel.database import Database
from infra.kernel.envelope import Recorded
from infra.kernel.folding import FoldedStreams, Lifecycles, parent_id_of, record_id_of
from infra.kernel.lifecycle import Lifecycle, Reader
from infra.kernel.paging import cursor_after, id_in, time_said
from infra.kernel.past import Past, recorded_by
from infra.kernel.permitting import Rights
from infra.kernel.personal import PersonalKeys, withheld
from infra.kernel.places import Actor, Directory
from infra.kernel.problems import Invalid, NotFound
from infra.kernel.reading_rights import close_by, may_read, visible
from infra.kernel.store import EventStore
from infra.kernel.tables import RECORD_CODES, RECORD_NAMES, RECORDS

MOST_ON_A_PAGE = 200
FIELDS = ("id", "stream", "parent", "state", "version", "division", "created_at", "updated_at", "shown", "audience")


class Records:
    """Reads one service's records for a caller."""

    def __init__(
        self,
        database: Database,
        lifecycles: Lifecycles,
        store: EventStore,
        streams: FoldedStreams,
        personal: PersonalKeys,
        directory: Directory,
        reader: Callable[[datetime], Reader],
        now: Callable[[], datetime],
    ) -> None:
        self._database, self._lifecycles, self._store, self._streams = database, lifecycles, store, streams
        self._personal, self._rights, self._reader, self._now = personal, Rights(directory), reader, now
        self._past = Past(database, lifecycles, store, self._rights, self._wire)

    def one(self, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """Raises NotFound, also when the caller may not read it."""
        lifecycle = self._lifecycle(call.collection)
        if call.as_of:
            return self._past.one(lifecycle, call, actor)
        found = self._page(visible(actor, call.collection), RECORDS.c.id == call.record_id, call.parent_id, limit=1)
        if not found:
            raise NotFound("没有这条记录，或无权阅读 There is no such record, or you may not read it")
        shown = self._wire(found[0], close_by(actor, found[0][5], found[0][9]))
        return shown | {"allowed_commands": self._allowed(lifecycle, found[0], actor)}

    def history(self, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """The record's own events in order. Raises NotFound."""
        lifecycle = self._lifecycle(call.collection)
        self.one(ReadCall(call.collection, call.caller, call.record_id, call.parent_id), actor)
        audience, division = self._standing(call)
        near = close_by(actor, division, audience)
        if lifecycle.bulk_rows:
            raise NotFound(
                "此类记录成批载入，没有单独的历史 These records come many at once and have no history of their own"
            )
        stream = self._store.stream(lifecycle.stream_of(str(call.record_id), call.parent_id))
        then = recorded_by(stream, time_said(call.as_of, "as_of")) if call.as_of else stream
        return {"items": [self._event(event, near) for event in self._own(lifecycle, str(call.record_id), then)]}

    def listing(self, call: ListCall, actor: Actor) -> dict[str, Any]:
        """A page in the order of ids, newest first. Raises Invalid for filters that make no sense."""
        lifecycle = self._lifecycle(call.collection)
        limit = self._limit(call)
        conditions = [visible(actor, call.collection), *self._filters(call)]
        if call.as_of:
            return self._past.listing(lifecycle, call, actor, limit)
        rows = self._page(*conditions, call.parent_id, limit=limit + 1)
        more = rows[limit - 1][0] if len(rows) > limit else None
        items = [self._wire(row, close_by(actor, row[5], row[9])) for row in rows[:limit]]
        return {"items": items, "next": cursor_after(more)}

    def concerned(self, event_id: str, actor: Actor) -> dict[str, Any]:
        """The record that an event is about. Raises NotFound, also when the caller may not read that record."""
        event = self._store.event(event_id)
        if event is None:
            raise NotFound("没有这个事件 There is no such event")
        decoded = self._lifecycles.codec.decode(event)
        lifecycle = self._lifecycles.of_event(decoded)
        record_id, parent = record_id_of(lifecycle, decoded), parent_id_of(lifecycle, decoded)
        if lifecycle.bulk_rows:
            loaded = lifecycle.bulk_rows(decoded)
            if not loaded or not may_read(actor, loaded[0][1]):
                raise NotFound("没有这个事件，或无权阅读 There is no such event, or you may not read it")
        elif not self._page(visible(actor, lifecycle.collection), RECORDS.c.id == record_id, parent, limit=1):
            raise NotFound("没有这个事件，或无权阅读 There is no such event, or you may not read it")
        return {
            "collection": lifecycle.collection,
            "id": record_id,
            "parent": parent,
            "position": event.position if event.position >= 0 else None,
        }

    def behind_code(self, collection: str, digest: str) -> str | None:
        """The id of the record that a code opens."""
        found = self._database.query(
            select(RECORD_CODES.c.id).where(RECORD_CODES.c.digest == digest, RECORD_CODES.c.collection == collection)
        )
        return str(found[0][0]) if found else None

    def unrestricted(self, collection: str, record_id: str) -> dict[str, Any]:
        """The record for someone whose right to it has been shown otherwise (a tracking code). Raises NotFound."""
        found = self._page(RECORDS.c.collection == collection, RECORDS.c.id == record_id, None, limit=1)
        if not found:
            raise NotFound("没有这条记录 There is no such record")
        return self._wire(found[0], near=True)

    def _standing(self, call: ReadCall) -> tuple[str, str]:
        where = (RECORDS.c.collection == call.collection, RECORDS.c.id == call.record_id)
        found = self._database.query(select(RECORDS.c.audience, RECORDS.c.division).where(*where))
        return str(found[0][0]), str(found[0][1])

    def audience(self, event: Recorded) -> tuple[str, str, str, list[str]] | None:
        """(collection, record id, audience, whom it names) of the record an event is about."""
        lifecycle = self._lifecycles.of_type(event.type)
        record_id = record_id_of(lifecycle, self._lifecycles.codec.decode(event))
        wanted = select(RECORDS.c.audience, RECORDS.c.organisation).where(
            RECORDS.c.collection == lifecycle.collection, RECORDS.c.id == record_id
        )
        found = self._database.query(wanted)
        if not found:
            return None
        naming = select(RECORD_NAMES.c.who).where(
            RECORD_NAMES.c.collection == lifecycle.collection, RECORD_NAMES.c.id == record_id
        )
        audience, organisation = found[0]
        named = [str(who) for who in (organisation, *(row[0] for row in self._database.query(naming))) if who]
        return lifecycle.collection, record_id, str(audience), named

    def _lifecycle(self, collection: str) -> Lifecycle:
        lifecycle = self._lifecycles.by_collection.get(collection)
        if lifecycle is None:
            raise NotFound(f"没有 {collection} There are no {collection} here")
        return lifecycle

    def _filters(self, call: ListCall) -> Iterator[ColumnElement[bool]]:
        if call.state:
            yield RECORDS.c.state.in_(call.state)
        if call.division:
            yield RECORDS.c.division.startswith(call.division, autoescape=True)
        for column, value in (
            (RECORDS.c.organisation, call.organisation),
            (RECORDS.c.topic, call.topic),
            (RECORDS.c.outcome, call.outcome),
        ):
            if value:
                yield column == value
        if call.since:
            yield RECORDS.c.updated_at >= time_said(call.since, "since")
        if call.until:
            yield RECORDS.c.updated_at <= time_said(call.until, "until")
        if call.q:
            yield RECORDS.c.search.contains(call.q, autoescape=True)
        if call.cursor:
            yield RECORDS.c.id < id_in(call.cursor)

    @staticmethod
    def _limit(call: ListCall) -> int:
        if not 1 <= call.limit <= MOST_ON_A_PAGE:
            raise Invalid("limit 为 1 至 200 limit goes from 1 to 200", errors={"limit": ["1–200"]})
        return call.limit

    def _page(self, *conditions: Any, limit: int) -> list[tuple[Any, ...]]:
        *where, parent = conditions
        wanted = select(*(RECORDS.c[name] for name in FIELDS)).where(*where)
        if parent is not None:
            wanted = wanted.where(RECORDS.c.parent == parent)
        return self._database.query(wanted.order_by(RECORDS.c.id.desc()).limit(limit))

    def _wire(self, row: tuple[Any, ...], near: bool) -> dict[str, Any]:
        """The record on the wire; personal fields only for a reader who is `near`."""
        record_id, stream, parent, state, version, division, created_at, updated_at, shown, _audience = row
        head = {"id": record_id, "state": state, "version": version, "division": division}
        times = {"created_at": created_at, "updated_at": updated_at}
        own = self._readable(msgspec.json.decode(shown), stream, near)
        return {**own, **head, **times, **({"meeting": parent} if parent else {})}

    def _readable(self, value: Any, stream: str, near: bool) -> Any:
        return self._personal.opened(value, stream) if near else withheld(value)

    def _allowed(self, lifecycle: Lifecycle, row: tuple[Any, ...], actor: Actor) -> list[str]:
        if lifecycle.bulk_rows:
            return []
        folded = self._streams.load(row[1], fresh=True)
        place = lifecycle.place_for(actor, self._reader(self._now()), folded.state, row[0])
        return self._rights.allowed(lifecycle, actor, place, row[3])

    def _own(self, lifecycle: Lifecycle, record_id: str, stream: Iterable[Recorded]) -> Iterator[Recorded]:
        for event in stream:
            decoded = self._lifecycles.codec.decode(event)
            owner = self._lifecycles.of_event(decoded)
            if owner is lifecycle and record_id_of(owner, decoded) == record_id:
                yield event

    def _event(self, event: Recorded, near: bool) -> dict[str, Any]:
        payload = self._readable(msgspec.json.decode(event.payload), event.stream, near)
        return {
            "id": event.event_id,
            "type": event.type,
            "version": event.version,
            "position": event.position if event.position >= 0 else None,
            "occurred_at": event.occurred_at,
            "recorded_at": event.recorded_at,
            "late": day_in_china(moment(event.occurred_at)) < day_in_china(moment(event.recorded_at)),
            "actor": event.actor,
            "role": event.role,
            "organisation": event.organisation,
            "division": event.division,
            "reason": payload.get("reason"),
            "command_id": event.command_id,
            "correlation_id": event.correlation_id,
            "causation_id": event.causation_id,
            "payload": payload,
        }
