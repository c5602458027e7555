"""From a stream's events to its state: fold, count each record's own events, and say what its read rows are now."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import Struct

from infra.kernel.base.clock import stamp
from infra.kernel.commands.marks import Mark, Marks
from infra.kernel.contract.attached import OF_ANY_RECORD, OfAnyRecord, after
from infra.kernel.contract.codec import Codec, Decode
from infra.kernel.contract.envelope import Envelope, PartialEnvelope, StreamlessEnvelope
from infra.kernel.contract.lifecycle import Lifecycle, ReadRow
from infra.kernel.contract.named_file import NamedFile
from infra.kernel.storage.store import DueWrite, EventStore, RecordWrite
from infra.kernel.storage.words import new_words, words_of


class Folded(Struct, frozen=True):
    """A stream folded up to `version`; `marks` by (collection, record id), and so `attached`: files that came with commands.

    `last_recorded` is when its last event was recorded; empty before the first. Nothing that follows is recorded earlier.
    It is kept beside the marks: a meeting may have ten thousand of them, and every command asks.
    """

    stream: str
    state: Any = None
    version: int = 0
    marks: Marks = Marks()
    last_recorded: str = ""
    attached: dict[tuple[str, str], tuple[NamedFile, ...]] = {}

    def version_of(self, lifecycle: Lifecycle, record_id: str) -> int:
        mark = self.marks.of((lifecycle.collection, record_id))
        return mark.version if mark else 0

    def came_with(self, lifecycle: Lifecycle, record_id: str) -> tuple[NamedFile, ...]:
        """The files that came with the record's commands."""
        return self.attached.get((lifecycle.collection, record_id), ())


class EventFold(NamedTuple):
    """How to fold one more event of one class and version: read it, find its record, change the stream's state."""

    read: Decode
    record_id: Callable[[Any], str]
    collection: str
    evolve: Callable[[Any, Any], Any]


class Lifecycles:
    """The lifecycles of one service, by collection, by event class and by command class."""

    def __init__(self, lifecycles: Iterable[Lifecycle]) -> None:
        self.all = tuple(lifecycles)
        self.by_collection = {lifecycle.collection: lifecycle for lifecycle in self.all}
        self.by_name = {lifecycle.name: lifecycle for lifecycle in self.all}
        self.codec = Codec((*OF_ANY_RECORD, *(kind for lifecycle in self.all for kind in lifecycle.events)))
        self._by_event = {event.cls: lifecycle for lifecycle in self.all for event in lifecycle.events}
        self._folds = {
            which: self._fold_of(which[0], read)
            for which, read in self.codec.decoders.items()
            if self.codec.type_of(which[0]) not in OF_ANY_RECORD
        }
        self._by_command = {
            row.takes: (lifecycle, row.command)
            for lifecycle in self.all
            for rows in lifecycle.rows.values()
            for row in rows
        }

    def named(self, collection: str, command: str) -> str:
        """How figures and log lines call a command. What a caller makes up is not repeated there."""
        lifecycle = self.by_collection.get(collection)
        return f"{collection}.{command}" if lifecycle and command in lifecycle.rows else "unknown"

    def of_event(self, event: object) -> Lifecycle:
        own = self._by_event.get(type(event))
        if own is not None:
            return own
        assert isinstance(event, OfAnyRecord)
        return self.by_collection[event.collection]

    def evolve(self, state: Any, event: Any) -> Any:
        """The stream's state after one more event."""
        return state if isinstance(event, OfAnyRecord) else self.of_event(event).evolve(state, event)

    def of_type(self, name: str) -> Lifecycle:
        """The lifecycle whose own event has this name in the log."""
        return self._by_event[self.codec.type_of(name).cls]

    def of_command(self, command: object) -> tuple[Lifecycle, str]:
        return self._by_command[type(command)]

    def owner(self, lifecycle: Lifecycle) -> Lifecycle:
        """The lifecycle to which the stream belongs in which this one's records live."""
        return self.by_name[lifecycle.stream] if lifecycle.stream else lifecycle

    def stream_of(self, event: object) -> str:
        lifecycle = self.of_event(event)
        return lifecycle.stream_of(record_id_of(lifecycle, event), parent_id_of(lifecycle, event))

    def fold(self, folded: Folded, event: Any, recorded_at: str) -> Folded:
        """One more event."""
        lifecycle = self.of_event(event)
        key = (lifecycle.collection, record_id_of(lifecycle, event))
        before = folded.marks.of(key)
        mark = Mark(before.version + 1 if before else 1, before.created_at if before else recorded_at, recorded_at)
        last, attached = max(folded.last_recorded, recorded_at), folded.attached
        if isinstance(event, OfAnyRecord):
            attached = {**attached, key: after(event, attached.get(key, ()))}
        state, marks = self.evolve(folded.state, event), folded.marks.with_one(key, mark)
        return Folded(folded.stream, state, folded.version + 1, marks, last, attached)

    def replay(self, folded: Folded, envelopes: Iterable[Envelope | PartialEnvelope | StreamlessEnvelope]) -> Folded:
        """Many more events, as stored. What `fold` does, in one loop: logs are replayed by the million."""
        state, version, marks, folds = folded.state, folded.version, dict(folded.marks), self._folds
        last, attached = folded.last_recorded, folded.attached
        for told in envelopes:
            fold = folds.get((told.type, told.schema_version))
            if fold is None:
                event = self.codec.decode(told)
                one = self.fold(
                    Folded(folded.stream, state, version, Marks(marks), last, attached), event, told.recorded_at
                )
                marks, version, last, attached = dict(one.marks), one.version, one.last_recorded, one.attached
                continue
            read, record_id, collection, evolve = fold
            event, at = read(told.payload), told.recorded_at
            key = (collection, record_id(event))
            before = marks.get(key)
            marks[key] = Mark(before.version + 1, before.created_at, at) if before else Mark(1, at, at)
            state, version, last = evolve(state, event), version + 1, max(last, at)
        return Folded(folded.stream, state, version, Marks(marks), last, attached)

    def _fold_of(self, name: str, read: Decode) -> EventFold:
        lifecycle = self.of_type(name)
        return EventFold(read, attrgetter(lifecycle.id_field), lifecycle.collection, lifecycle.evolve)

    def record_writes(self, before: Folded, after: Folded, events: Iterable[Any]) -> list[RecordWrite]:
        """The read rows that these events touch, and always that of the stream's owner."""
        touched: dict[tuple[str, str], Lifecycle] = {}
        writes: list[RecordWrite] = []
        for event in events:
            lifecycle = self.of_event(event)
            if lifecycle.bulk_rows:
                writes.extend(self._bulk_writes(lifecycle, after, event))
                continue
            if isinstance(event, lifecycle.moves_all):
                touched |= {(one, its_id): self.by_collection[one] for one, its_id in after.marks}
            touched[lifecycle.collection, record_id_of(lifecycle, event)] = lifecycle
            if lifecycle.stream:
                owner = self.owner(lifecycle)
                touched[owner.collection, parent_id_of(lifecycle, event) or ""] = owner
        return writes + [self.record_write(lifecycle, key[1], before, after) for key, lifecycle in touched.items()]

    @staticmethod
    def record_write(lifecycle: Lifecycle, record_id: str, before: Folded, after: Folded) -> RecordWrite:
        """One record's read row after its stream moved from `before` to `after`."""
        mark = after.marks[lifecycle.collection, record_id]
        was = before.marks.of((lifecycle.collection, record_id)) is not None
        row, earlier = row_of(lifecycle, after, record_id), row_of(lifecycle, before, record_id) if was else None
        state = str(lifecycle.record_state(after.state, record_id).state)
        state_before = str(lifecycle.record_state(before.state, record_id).state) if was else ""
        return RecordWrite(
            lifecycle.collection,
            record_id,
            after.stream,
            after.stream.partition("-")[2] if lifecycle.stream else None,
            state,
            mark.version,
            mark.created_at,
            mark.updated_at,
            row,
            earlier,
            new_words(row, state, earlier, state_before, lifecycle.kept_inside),
        )

    @staticmethod
    def _bulk_writes(lifecycle: Lifecycle, after: Folded, event: Any) -> list[RecordWrite]:
        assert lifecycle.bulk_rows is not None
        mark = after.marks[lifecycle.collection, record_id_of(lifecycle, event)]
        state, at = str(after.state.state), mark.updated_at
        return [
            RecordWrite(
                lifecycle.collection,
                record_id,
                after.stream,
                None,
                state,
                mark.version,
                at,
                at,
                row,
                words=words_of(row, state, lifecycle.kept_inside),
            )
            for record_id, row in lifecycle.bulk_rows(event)
        ]

    def due_write(self, after: Folded, event: Any) -> DueWrite | None:
        """When the stream next wants SYS to act, if its kind ever does."""
        owner = self.owner(self.of_event(event))
        if owner.due is None:
            return None
        times = [at for at, _command in owner.due(after.state)]
        return DueWrite(after.stream, stamp(min(times)) if times else None)


def row_of(lifecycle: Lifecycle, folded: Folded, record_id: str) -> ReadRow:
    """What can be read of a record, with the files that came with its commands."""
    row, came = lifecycle.row(folded.state, record_id), folded.came_with(lifecycle, record_id)
    if not came:
        return row
    its_own = {file.digest for file in row.files}
    attached = tuple(file for file in came if file.digest not in its_own)
    cleared = tuple(file.digest for file in attached if not file.internal)
    return replace(
        row, files=(*row.files, *attached), attached=tuple(file.digest for file in attached), cleared=cleared
    )


def record_id_of(lifecycle: Lifecycle, subject: object) -> str:
    """The id, in an event or a command, of the record that it is about."""
    return subject.record if isinstance(subject, OfAnyRecord) else str(getattr(subject, lifecycle.id_field))


def parent_id_of(lifecycle: Lifecycle, subject: object) -> str | None:
    if isinstance(subject, OfAnyRecord):
        return subject.parent
    return str(getattr(subject, lifecycle.parent_field)) if lifecycle.parent_field else None


class FoldedStreams:
    """Folded states kept up to their last version; the oldest of more than `most` are let go."""

    def __init__(self, store: EventStore, lifecycles: Lifecycles, most: int = 10_000) -> None:
        self._store, self._lifecycles, self.most = store, lifecycles, most
        self._kept: OrderedDict[str, Folded] = OrderedDict()

    def in_memory(self, stream: str) -> Folded | None:
        """The stream as last seen here; None when it was not, or was let go."""
        kept = self._kept.get(stream)
        if kept is not None:
            self._kept.move_to_end(stream)
        return kept

    def load(self, stream: str, fresh: bool) -> Folded:
        """The stream as last seen here; with `fresh`, brought up to its tail first."""
        kept = self.in_memory(stream)
        if kept is not None and not fresh:
            return kept
        start = kept or Folded(stream)
        folded = self._lifecycles.replay(start, self._store.stream_to_fold(stream, after=start.version))
        if folded.version:
            self.keep(folded)
        return folded

    def keep(self, folded: Folded) -> None:
        self._kept[folded.stream] = folded
        self._kept.move_to_end(folded.stream)
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)
