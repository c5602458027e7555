"""A store of events in memory, for tests: never kinder than PostgreSQL.

It yields to other greenlets where a database over the network would, takes nothing that PostgreSQL refuses, shows
nothing of a commit before all of it is there, and refuses with the same exceptions.
"""

from dataclasses import astuple

import eventlet
from msgspec import structs

from infra.kernel.contract.envelope import Envelope, PartialEnvelope, Recorded
from infra.kernel.storage.store import (
    DueWrite,
    KeyTaken,
    Pin,
    RecordWrite,
    RollPin,
    StoredAnswer,
    VersionConflict,
    Writes,
)

MAY_BE_NONE = ("actor", "organisation", "causation_id")
LARGEST_INTEGER = 2**31 - 1


class MemoryStore:
    """One service's log. `records` and `due` hold what was last written of them."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.records: dict[tuple[str, str], RecordWrite] = {}
        self.due: dict[str, str] = {}
        self._events: list[Recorded] = []
        self._commands: dict[tuple[str, str], StoredAnswer] = {}
        self._numbered = 0
        self.recorded_here = ""

    def commit(self, writes: Writes) -> None:
        writes = Writes(writes.command, list(writes.events), list(writes.records), list(writes.due), list(writes.pins))
        eventlet.sleep(0)
        self._check(writes)
        # From here to the end nothing yields: all of it is there at once.
        self._commands[writes.command.caller, writes.command.key] = writes.command
        self._events.extend(
            Recorded(**{name: getattr(event, name) for name in _NAMES}, service=self.service, position=-1)
            for event in writes.events
        )
        if writes.events:
            self.recorded_here = max(self.recorded_here, writes.events[-1].recorded_at)
        self.records.update({(record.collection, record.record_id): record for record in writes.records})
        for due in writes.due:
            self._write_due(due)

    def _check(self, writes: Writes) -> None:
        """In the order in which the statements would run."""
        _check_texts(astuple(writes.command))
        if (writes.command.caller, writes.command.key) in self._commands:
            raise KeyTaken
        if not all(self._holds(pin) for pin in writes.pins):
            raise VersionConflict
        taken = {(event.stream, event.version) for event in self._events}
        ids = {event.event_id for event in self._events}
        for event in writes.events:
            _check_columns(event)
            if (event.stream, event.version) in taken:
                raise VersionConflict
            if event.event_id in ids:
                raise RuntimeError(f"there is an event {event.event_id} already")
            taken.add((event.stream, event.version))
            ids.add(event.event_id)

    def _holds(self, pin: Pin | RollPin) -> bool:
        if isinstance(pin, RollPin):
            of = (record.row.named for record in self.records.values() if record.collection == pin.collection)
            return sum(pin.who in named for named in of) == pin.many
        return self.records[pin.collection, pin.record_id].version == pin.version

    def _write_due(self, due: DueWrite) -> None:
        if due.at is None:
            self.due.pop(due.stream, None)
        else:
            self.due[due.stream] = due.at

    def stream(self, stream: str, after: int = 0) -> list[Recorded]:
        eventlet.sleep(0)
        found = [event for event in self._events if event.stream == stream and event.version > after]
        return sorted(found, key=lambda event: event.version)

    def event(self, event_id: str) -> Recorded | None:
        eventlet.sleep(0)
        return next((event for event in self._events if event.event_id == event_id), None)

    def stream_to_fold(self, stream: str, after: int = 0) -> list[PartialEnvelope]:
        return [
            PartialEnvelope(event.stream, event.type, event.schema_version, event.recorded_at, event.payload)
            for event in self.stream(stream, after)
        ]

    def stored_answer(self, caller: str, key: str) -> StoredAnswer | None:
        eventlet.sleep(0)
        return self._commands.get((caller, key))

    def number(self, limit: int) -> list[Recorded]:
        eventlet.sleep(0)
        start, end = self._numbered, min(self._numbered + limit, len(self._events))
        self._events[start:end] = [
            structs.replace(event, position=position)
            for position, event in enumerate(self._events[start:end], start=start)
        ]
        self._numbered = end
        return self._events[start:end]

    def log(self, start: int, limit: int) -> list[Recorded]:
        eventlet.sleep(0)
        return self._events[start : min(start + limit, self._numbered)]

    def newest_recorded(self) -> str | None:
        eventlet.sleep(0)
        return self._events[-1].recorded_at if self._events else None

    def head(self) -> tuple[int, int]:
        eventlet.sleep(0)
        return self._numbered, len(self._events) - self._numbered


_NAMES = Envelope.__struct_fields__


def _check_columns(event: Envelope) -> None:
    values = {name: getattr(event, name) for name in _NAMES}
    missing = [name for name, value in values.items() if value is None and name not in MAY_BE_NONE]
    if missing:
        raise RuntimeError(f"{missing[0]} must not be null")
    for number in (event.version, event.schema_version):
        if abs(number) > LARGEST_INTEGER:
            raise ValueError(f"{number} is no integer of four bytes")
    _check_texts(tuple(values.values()))


def _check_texts(values: tuple[object, ...]) -> None:
    """Raises ValueError for NUL and lone surrogates, which PostgreSQL has no way to keep."""
    for value in values:
        if isinstance(value, str) and "\x00" in value.encode().decode():
            raise ValueError("a text cannot contain NUL")
