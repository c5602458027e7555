"""The store of events on SQLite and PostgreSQL: append, read, number, in a few hot statements compiled once."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec
import psycopg2
from sqlalchemy import JSON, bindparam, cast, column, func, insert, select, update

from infra.kernel.contract.envelope import Envelope, PartialEnvelope, Recorded
from infra.kernel.storage.database import Bound, Database, run
from infra.kernel.storage.record_statements import RecordStatements
from infra.kernel.storage.store import (
    KeyTaken,
    Pin,
    RollPin,
    StoredAnswer,
    VersionConflict,
    Writes,
)
from infra.kernel.storage.tables import (
    COMMANDS,
    EVENTS,
    RECORD_NAMES,
    RECORDS,
)

_ENVELOPE = Envelope.__struct_fields__
_COMMAND = tuple(column.name for column in COMMANDS.c)
_COLUMNS = [EVENTS.c[name] for name in _ENVELOPE]
# Its stream is what was asked for.
_TO_FOLD = [EVENTS.c[name] for name in PartialEnvelope.__struct_fields__ if name != "stream"]
NUMBERING = 7_001
PINNING = 7_004
MANY = 8
INTEGRITY = (sqlite3.IntegrityError, psycopg2.IntegrityError)


class SqlStore:
    """One service's log in its own database."""

    def __init__(self, database: Database, service: str) -> None:
        self.database = database
        self.service = service
        self.recorded_here = ""
        prepare = database.prepare
        self._insert_event = prepare(insert(EVENTS).values({name: bindparam(name) for name in _ENVELOPE}).inline())
        self._insert_events = None if database.on_sqlite else prepare(_insert_of_many())
        self._insert_command = prepare(insert(COMMANDS).values({c.name: bindparam(c.name) for c in COMMANDS.c}))
        self._find_command = prepare(
            select(COMMANDS).where(COMMANDS.c.caller == bindparam("who"), COMMANDS.c.key == bindparam("its_key"))
        )
        self._stream = prepare(
            select(*_COLUMNS, EVENTS.c.position)
            .where(EVENTS.c.stream == bindparam("name"), EVENTS.c.version > bindparam("after"))
            .order_by(EVENTS.c.version)
        )
        self._to_fold = prepare(
            select(*_TO_FOLD)
            .where(EVENTS.c.stream == bindparam("name"), EVENTS.c.version > bindparam("after"))
            .order_by(EVENTS.c.version)
        )
        self._event = prepare(select(*_COLUMNS, EVENTS.c.position).where(EVENTS.c.event_id == bindparam("its_id")))
        self._log = prepare(
            select(*_COLUMNS, EVENTS.c.position)
            .where(EVENTS.c.position >= bindparam("start"))
            .order_by(EVENTS.c.position)
            .limit(bindparam("many"))
        )
        # Said, because SQLite uses the index of positions only where no position can be missing.
        numbered = EVENTS.c.position.isnot(None)
        following = select(func.coalesce(func.max(EVENTS.c.position), -1) + 1).where(numbered)
        place = func.row_number().over(order_by=EVENTS.c.inserted) - 1
        waiting = select(EVENTS.c.inserted, place.label("place")).where(EVENTS.c.position.is_(None))
        these = waiting.order_by(EVENTS.c.inserted).limit(bindparam("many")).subquery()
        self._number = prepare(
            update(EVENTS)
            .where(EVENTS.c.inserted == these.c.inserted)
            .values(position=following.scalar_subquery() + these.c.place)
            .returning(*_COLUMNS, EVENTS.c.position)
        )
        oldest = select(EVENTS.c.recorded_at).where(EVENTS.c.position.is_(None)).order_by(EVENTS.c.inserted).limit(1)
        self._oldest = prepare(oldest)
        self._newest = prepare(select(EVENTS.c.recorded_at).order_by(EVENTS.c.inserted.desc()).limit(1))
        how_many = select(func.count()).select_from(EVENTS).where(EVENTS.c.position.is_(None))
        # One statement, so that both are of one instant: what is numbered between two would be in neither.
        self._head = prepare(select(following.scalar_subquery(), how_many.scalar_subquery()))
        self._records = RecordStatements(database)
        version = select(RECORDS.c.version).where(
            RECORDS.c.collection == bindparam("of"), RECORDS.c.id == bindparam("its_id")
        )
        self._held = prepare(version.with_for_update())
        naming = (RECORD_NAMES.c.collection == bindparam("of"), RECORD_NAMES.c.who == bindparam("its_name"))
        self._on_the_roll = prepare(select(func.count()).select_from(RECORD_NAMES).where(*naming))

    def commit(self, writes: Writes) -> None:
        try:
            self._together(writes)
        except INTEGRITY as error:
            raise self._conflict(str(error)) from error
        if writes.events:
            self.recorded_here = max(self.recorded_here, writes.events[-1].recorded_at)

    def _together(self, writes: Writes) -> None:
        statements = list(self._statements(writes))
        if not writes.pins:
            self.database.together(statements)
            return
        with self.database.transaction() as cursor:
            self._hold(cursor, writes.pins)
            for statement, values in statements:
                run(cursor, statement, values)

    def _hold(self, cursor: Any, pins: list[Pin | RollPin]) -> None:
        """Keeps these records as they are until the commit. Raises VersionConflict when one has changed already.

        One after the other, since two that each rest on what the other writes would wait for each other.
        """
        if not self.database.on_sqlite:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PINNING])
        for pin in sorted(pins, key=astuple):
            if not self._holds(cursor, pin):
                raise VersionConflict

    def _holds(self, cursor: Any, pin: Pin | RollPin) -> bool:
        if isinstance(pin, RollPin):
            on_it = run(cursor, self._on_the_roll, {"of": pin.collection, "its_name": pin.who}).fetchall()
            return [many for (many,) in on_it] == [pin.many]
        held = run(cursor, self._held, {"of": pin.collection, "its_id": pin.record_id}).fetchall()
        return [version for (version,) in held] == [pin.version]

    def _statements(self, writes: Writes) -> Iterator[Bound]:
        yield self._insert_command, _values(writes.command, _COMMAND)
        if len(writes.events) >= MANY and self._insert_events is not None:
            yield self._insert_events, {"rows": msgspec.json.encode(writes.events).decode()}
        else:
            yield from ((self._insert_event, _values(event, _ENVELOPE)) for event in writes.events)
        for record in writes.records:
            yield from self._records.of(record)
        for due in writes.due:
            yield self._records.of_due(due)

    @staticmethod
    def _conflict(message: str) -> Exception:
        if "commands" in message:
            return KeyTaken()
        if "stream" in message or "one_event_a_version" in message:
            return VersionConflict()
        return RuntimeError(f"the database refused a write that nothing else explains: {message}")

    def stream(self, stream: str, after: int = 0) -> list[Recorded]:
        return [self._recorded(row) for row in self.database.rows(self._stream, {"name": stream, "after": after})]

    def event(self, event_id: str) -> Recorded | None:
        rows = self.database.rows(self._event, {"its_id": event_id})
        return self._recorded(rows[0]) if rows else None

    def stream_to_fold(self, stream: str, after: int = 0) -> list[PartialEnvelope]:
        return [
            PartialEnvelope(stream, *row) for row in self.database.rows(self._to_fold, {"name": stream, "after": after})
        ]

    def stored_answer(self, caller: str, key: str) -> StoredAnswer | None:
        rows = self.database.rows(self._find_command, {"who": caller, "its_key": key})
        return StoredAnswer(*rows[0]) if rows else None

    def log(self, start: int, limit: int) -> list[Recorded]:
        return [self._recorded(row) for row in self.database.rows(self._log, {"start": start, "many": limit})]

    def head(self) -> tuple[int, int]:
        next_position, waiting = self.database.rows(self._head)[0]
        return int(next_position), int(waiting)

    def newest_recorded(self) -> str | None:
        newest: str | None = self.database.value(self._newest)
        return newest

    def oldest_unnumbered(self) -> str | None:
        """When the event was recorded that has waited longest for its position."""
        found: str | None = self.database.value(self._oldest)
        return found

    def number(self, limit: int) -> list[Recorded]:
        if self.oldest_unnumbered() is None:
            return []
        with self.database.transaction() as cursor:
            if not self._alone(cursor):
                return []
            numbered = run(cursor, self._number, {"many": limit}).fetchall()
        return sorted(map(self._recorded, numbered), key=lambda event: event.position)

    def _alone(self, cursor: Any) -> bool:
        """Whether this transaction may number: one replica of a service at a time."""
        if self.database.on_sqlite:
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [NUMBERING])
        (alone,) = cursor.fetchone()
        return bool(alone)

    def _recorded(self, row: tuple[Any, ...]) -> Recorded:
        *envelope, position = row
        return Recorded(*[*envelope, self.service, -1 if position is None else position])


def _insert_of_many() -> Any:
    """All rows as one text, which is nearly as quick as COPY; psycopg2 under eventlet refuses that."""
    named = [column(name, EVENTS.c[name].type) for name in _ENVELOPE]
    rows = func.json_to_recordset(cast(bindparam("rows"), JSON)).table_valued(*named).render_derived(with_types=True)
    return insert(EVENTS).from_select(_ENVELOPE, select(*(rows.c[name] for name in _ENVELOPE)))


def _values(row: Envelope | StoredAnswer, names: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(names, _all_of(names)(row), strict=True))


@cache
def _all_of(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Reads many attributes at once: every command writes some thirty."""
    return attrgetter(*names)
