"""From what was decided to what one commit writes: envelopes, read rows, due times, and the answer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from infra.kernel.asking import Ask
from infra.kernel.clock import stamp
from infra.kernel.envelope import Envelope
from infra.kernel.folding import Folded, FoldedStreams, Lifecycles, parent_id_of, record_id_of
from infra.kernel.ids import new_id
from infra.kernel.lifecycle import Transition
from infra.kernel.personal import Sealing
from infra.kernel.places import Actor
from infra.kernel.store import DueWrite, RecordWrite


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided, before it is written."""

    ask: Ask
    command: Any
    transition: Transition
    role: str
    events: list[Any]
    sealing: Sealing | None
    folded: Folded
    now: datetime


@dataclass(frozen=True, slots=True)
class Writing:
    """What one commit will write, and the streams as they are after it."""

    streams: dict[str, Folded] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)
    records: list[RecordWrite] = field(default_factory=list)
    due: list[DueWrite] = field(default_factory=list)


def written(
    lifecycles: Lifecycles, streams: FoldedStreams, outcome: Outcome, command_id: str, recorded_at: datetime
) -> Writing:
    """The events, each in its record's stream, and what follows from them in the tables."""
    writing, at = Writing(), stamp(recorded_at)
    by_stream: dict[str, list[Any]] = {}
    for event in outcome.events:
        by_stream.setdefault(lifecycles.stream_of(event), []).append(event)
    for stream, events in by_stream.items():
        before = outcome.folded if stream == outcome.ask.stream else streams.load(stream, fresh=True)
        after = before
        for event in events:
            after = lifecycles.fold(after, event, at)
            writing.envelopes.append(_envelope(lifecycles, outcome, event, after, command_id, at))
        writing.streams[stream] = after
        writing.records.extend(lifecycles.record_writes(before, after, events))
        if (due := lifecycles.due_write(after, events[-1])) is not None:
            writing.due.append(due)
    return writing


def _envelope(
    lifecycles: Lifecycles, outcome: Outcome, event: Any, after: Folded, command_id: str, recorded_at: str
) -> Envelope:
    kind, schema_version, payload = lifecycles.codec.encode(event)
    lifecycle = lifecycles.of_event(event)
    owner = lifecycles.owner(lifecycle)
    home = parent_id_of(lifecycle, event) if lifecycle.stream else record_id_of(lifecycle, event)
    actor = outcome.ask.actor
    if lifecycle.unnamed and lifecycle.unnamed(after.state, event, outcome.role):
        actor = Actor()
    return Envelope(
        event_id=new_id(),
        stream=after.stream,
        version=after.version,
        type=kind,
        schema_version=schema_version,
        occurred_at=stamp(outcome.ask.occurred_at) if outcome.ask.occurred_at else recorded_at,
        recorded_at=recorded_at,
        actor=actor.person,
        role=outcome.role,
        organisation=actor.organisation,
        division=owner.place(after.state, str(home)).division,
        command_id=command_id,
        correlation_id=outcome.ask.correlation_id or command_id,
        causation_id=outcome.ask.causation_id,
        payload=payload,
    )


def answer_of(outcome: Outcome, writing: Writing) -> dict[str, Any]:
    """What the caller is told: the record's state right after this command, and the events."""
    ask, lifecycle = outcome.ask, outcome.ask.lifecycle
    after = writing.streams.get(ask.stream, outcome.folded)
    record = lifecycle.record_state(after.state, ask.record_id)
    extras = outcome.transition.extras(outcome.events, outcome.command) if outcome.transition.extras else {}
    return {
        "id": ask.record_id,
        "state": str(record.state),
        "version": after.version_of(lifecycle, ask.record_id),
        "created": ask.creates,
        "events": [{"id": e.event_id, "type": e.type, "version": e.version} for e in writing.envelopes],
        **extras,
    }
