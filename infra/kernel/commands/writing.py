"""Sixth step of a command: stored answer, events, read rows and due times, in one commit."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from infra.kernel.access.capacities import BY_CODE
from infra.kernel.access.places import Actor
from infra.kernel.base import log_context
from infra.kernel.base.clock import stamp
from infra.kernel.base.failpoints import failpoint
from infra.kernel.base.ids import new_id
from infra.kernel.commands.answering import Answered, answer, kept
from infra.kernel.commands.deciding import Decision
from infra.kernel.commands.folding import Folded, FoldedStreams, Lifecycles, parent_id_of, record_id_of
from infra.kernel.contract.envelope import Envelope
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.store import DueWrite, EventStore, RecordWrite, StoredAnswer, Writes


class Written(Struct, frozen=True):
    """What was committed: the streams as they are after it, and the answer that was stored with it."""

    streams: dict[str, Folded]
    answer: Answered


class Writing(Struct, frozen=True):
    """What one commit will write, and the streams as they are after it."""

    streams: dict[str, Folded] = {}
    envelopes: list[Envelope] = []
    records: list[RecordWrite] = []
    due: list[DueWrite] = []


@dataclass(frozen=True)
class Writer:
    """Commits decisions on one service's records."""

    lifecycles: Lifecycles
    streams: FoldedStreams
    store: EventStore
    personal: PersonalKeys
    files: SiteFiles

    def write(self, decision: Decision, recorded_at: datetime) -> Written:
        """All or nothing. Raises KeyTaken, VersionConflict, KeyMadeMeanwhile, Unavailable and has then written nothing."""
        received, command_id = decision.received, decision.received.command_id or new_id()
        log_context.recording(command_id, received.correlation_id or command_id)
        writing = self._writing(decision, command_id, stamp(recorded_at))
        after = writing.streams.get(received.stream, decision.folded)
        said = answer(decision, after, writing.envelopes)
        stored, kept_since = kept(said, decision, self.personal), stamp(datetime.now(UTC))
        if decision.encryption:
            decision.encryption.keep()
        self.files.keep_named(writing.records, decision.encryption)
        fingerprint = decision.fingerprint
        if password := decision.password:
            self.personal.passwords.keep(password.password_id, password.person, password.password)
            fingerprint = f"{fingerprint}:{password.password_id}"
        row = StoredAnswer(decision.caller, received.key, command_id, fingerprint, stored, kept_since)
        failpoint("before-commit")
        self.store.commit(Writes(row, writing.envelopes, writing.records, writing.due, decision.pins))
        failpoint("committed")
        if password:
            self.personal.passwords.drop_others(password.person, but=password.password_id)
        for folded in writing.streams.values():
            self.streams.keep(folded)
        return Written(writing.streams, said)

    def _writing(self, decision: Decision, command_id: str, now: str) -> Writing:
        """The events, each in its record's stream, and what follows from them in the tables."""
        writing = Writing()
        by_stream: dict[str, list[Any]] = {}
        for event in (*decision.events, *([decision.of_files] if decision.of_files else ())):
            by_stream.setdefault(self.lifecycles.stream_of(event), []).append(event)
        for stream, events in by_stream.items():
            own = stream == decision.received.stream
            before = after = decision.folded if own else self.streams.load(stream, fresh=True)
            at = max(now, before.last_recorded)
            for event in events:
                after = self.lifecycles.fold(after, event, at)
                writing.envelopes.append(self._envelope(decision, event, after, command_id, at))
            writing.streams[stream] = after
            writing.records.extend(self.lifecycles.record_writes(before, after, events))
            if (due := self.lifecycles.due_write(after, events[-1])) is not None:
                writing.due.append(due)
        return writing

    def _envelope(self, decision: Decision, event: Any, after: Folded, command_id: str, recorded_at: str) -> Envelope:
        kind, schema_version, payload = self.lifecycles.codec.encode(event)
        lifecycle = self.lifecycles.of_event(event)
        owner = self.lifecycles.owner(lifecycle)
        home = parent_id_of(lifecycle, event) if lifecycle.stream else record_id_of(lifecycle, event)
        received, actor = decision.received, decision.received.actor
        if _stays_unnamed(decision, lifecycle, after, event):
            actor = Actor()
        return Envelope(
            event_id=new_id(),
            stream=after.stream,
            version=after.version,
            type=kind,
            schema_version=schema_version,
            occurred_at=stamp(decision.occurred_at) if decision.occurred_at else recorded_at,
            recorded_at=recorded_at,
            actor=actor.person,
            role=decision.role,
            organisation=actor.organisation,
            division=owner.place(after.state, str(home)).division,
            command_id=command_id,
            correlation_id=received.correlation_id or command_id,
            causation_id=received.causation_id,
            payload=payload,
        )


def _stays_unnamed(decision: Decision, lifecycle: Lifecycle, after: Folded, event: Any) -> bool:
    """Also who comes by way of another record, with its code: that record may hold him unnamed."""
    if lifecycle.tracking and decision.role == BY_CODE and decision.received.actor.tracking is not None:
        return True
    return bool(lifecycle.unnamed and lifecycle.unnamed(after.state, event, decision.role))
