"""`shangliang compare`: what changed between two moments of the record, field by field, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgspec

from infra.kernel.commands.folding import record_id_of
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.personal import withheld
from infra.kernel.storage.record_statements import encode_shown
from infra.kernel.storage.store import RecordWrite
from operations.replay.replaying import SealedLog, Until, folded_records, lifecycles_of

# So many streams are held in memory at once; more than these are compared in further passes over the ledger.
STREAMS_A_PASS = 5_000


@dataclass(slots=True)
class _Stream:
    """One stream's events: those that both moments have, and those that only the later one has."""

    service: str
    both: list[Recorded] = field(default_factory=list)
    later: list[Recorded] = field(default_factory=list)


def changes(log: SealedLog, since: Until, until: Until) -> Iterator[dict[str, Any]]:
    """A dict for every record that changed: how it was, how it became, which fields, and its own events since.

    Of records that came many at once there is one dict for the load, which says how many.
    """
    names = iter(_touched(log, since, until))
    while batch := list(islice(names, STREAMS_A_PASS)):
        for stream in _gathered(log, since, until, batch).values():
            yield from _changes_of(stream)


def _touched(log: SealedLog, since: Until, until: Until) -> dict[str, None]:
    """The streams in which something was recorded between the two, in that order."""
    between = (event.stream for at, event in log.seen() if until.takes(at, event) and not since.takes(at, event))
    return dict.fromkeys(between)


def _gathered(log: SealedLog, since: Until, until: Until, names: list[str]) -> dict[str, _Stream]:
    wanted, found = set(names), dict[str, _Stream]()
    for index, event in log.seen():
        if event.stream in wanted and until.takes(index, event):
            stream = found.setdefault(event.stream, _Stream(event.service))
            (stream.both if since.takes(index, event) else stream.later).append(event)
    return found


def _changes_of(stream: _Stream) -> Iterator[dict[str, Any]]:
    deeds: dict[tuple[str, str], list[Recorded]] = {}
    lifecycles = lifecycles_of(stream.service)
    for recorded in stream.later:
        event = lifecycles.codec.decode(recorded)
        lifecycle = lifecycles.of_event(event)
        deeds.setdefault((lifecycle.collection, record_id_of(lifecycle, event)), []).append(recorded)
    for (collection, load_id), events in deeds.items():
        if bulk_rows := lifecycles.by_collection[collection].bulk_rows:
            ids = {one for event in events for one, _row in bulk_rows(lifecycles.codec.decode(event))}
            yield _many(stream, collection, load_id, events, len(ids))
            return
    was = {(one.collection, one.record_id): one for one in _records(stream.service, stream.both)}
    for record in _records(stream.service, [*stream.both, *stream.later]):
        before = was.get((record.collection, record.record_id))
        if before is None or before.version != record.version:
            yield {
                "service": stream.service,
                "collection": record.collection,
                "id": record.record_id,
                "state": [before.state if before else None, record.state],
                "version": [before.version if before else 0, record.version],
                "fields": _fields_changed(before, record),
                "by": [_deed(event) for event in deeds[record.collection, record.record_id]],
            }


def _many(stream: _Stream, collection: str, load_id: str, events: list[Recorded], records: int) -> dict[str, Any]:
    """Records that came many at once, counted: each by itself says nothing that the load does not say."""
    return {
        "service": stream.service,
        "collection": collection,
        "id": load_id,
        "version": [len(stream.both), len(stream.both) + len(events)],
        "records": records,
        "by": [{**_deed(events[-1]), "events": len(events)}],
    }


def _records(service: str, events: list[Recorded]) -> list[RecordWrite]:
    return folded_records(service, events) if events else []


def _fields_changed(before: RecordWrite | None, after: RecordWrite) -> dict[str, list[Any]]:
    old = msgspec.json.decode(encode_shown(before.row.shown, before.row.attached, before.row.cleared)) if before else {}
    new = msgspec.json.decode(encode_shown(after.row.shown, after.row.attached, after.row.cleared))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {name: [withheld(old.get(name)), withheld(new.get(name))] for name in names}


def _deed(event: Recorded) -> dict[str, Any]:
    reason = msgspec.json.decode(event.payload).get("reason")
    return {
        "type": event.type,
        "recorded_at": event.recorded_at,
        "actor": event.actor,
        "role": event.role,
        "organisation": event.organisation,
        "reason": withheld(reason),
    }
