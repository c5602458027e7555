"""Records events that no command decides: what a new site begins with, and divisions loaded from a file by the operator."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Folded, Lifecycles, parent_id_of, record_id_of
from infra.kernel.contract.envelope import Envelope
from infra.kernel.storage.store import WITHOUT_A_COMMAND, DueWrite, EventStore, RecordWrite, StoredAnswer, Writes


def record(
    lifecycles: Lifecycles, store: EventStore, key: str, events: Iterable[Any], now: datetime, actor: Actor, role: str
) -> int:
    """Appends the events, each to its record's stream, in one transaction; answers how many.

    Raises KeyTaken when `key` was recorded before.
    """
    command_id = new_id()
    envelopes: list[Envelope] = []
    records: list[RecordWrite] = []
    due: list[DueWrite] = []
    by_stream: dict[str, list[Any]] = {}
    for event in events:
        by_stream.setdefault(lifecycles.stream_of(event), []).append(event)
    for stream, its_events in by_stream.items():
        after = lifecycles.replay(Folded(stream), store.stream(stream))
        at = max(stamp(now), after.last_recorded)
        for event in its_events:
            before, after = after, lifecycles.fold(after, event, at)
            envelopes.append(_envelope(lifecycles, event, after, command_id, at, actor, role))
            # Event by event: what comes many at once bears the version of its own event, as in a rebuild.
            records.extend(lifecycles.record_writes(before, after, [event]))
        if (wanted := lifecycles.due_write(after, its_events[-1])) is not None:
            due.append(wanted)
    command = StoredAnswer(WITHOUT_A_COMMAND, key, command_id, "", "{}", stamp(datetime.now(UTC)))
    store.commit(Writes(command, envelopes, records, due))
    return len(envelopes)


def _envelope(
    lifecycles: Lifecycles, event: Any, after: Folded, command_id: str, at: str, actor: Actor, role: str
) -> Envelope:
    kind, schema_version, payload = lifecycles.codec.encode(event)
    lifecycle = lifecycles.of_event(event)
    owner = lifecycles.owner(lifecycle)
    home = parent_id_of(lifecycle, event) if lifecycle.stream else record_id_of(lifecycle, event)
    return Envelope(
        event_id=new_id(),
        stream=after.stream,
        version=after.version,
        type=kind,
        schema_version=schema_version,
        occurred_at=at,
        recorded_at=at,
        actor=actor.person,
        role=role,
        organisation=actor.organisation,
        division=owner.place(after.state, str(home)).division,
        command_id=command_id,
        correlation_id=command_id,
        causation_id=None,
        payload=payload,
    )
