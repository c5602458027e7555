"""The shell around the pure decisions: load, fold, check, decide, and write everything in one transaction.

The way of one command:
  1. its record exists, its fields are valid                      `Decider.handle`
  2. role and place, state, version, then the decision itself     `checks.py`, `<lifecycle>/domain.py`
  3. command row, events, read rows, due times: one commit        `Store.commit`
Nothing is refused from a cached state: the tail is read, the command decided again and its key looked up first.
A refusal that may only mean that other services' news is still on its way waits for that news, up to three seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from infra.kernel.calls import CommandCall
from infra.kernel.checks import Checks, parsed
from infra.kernel.clock import stamp
from infra.kernel.envelope import Envelope
from infra.kernel.folding import Folded, FoldedStreams, Lifecycles, parent_id_of, record_id_of
from infra.kernel.identity import caller_name
from infra.kernel.ids import new_code, new_id
from infra.kernel.lifecycle import Lifecycle, NewsMissing, Reader, Transition
from infra.kernel.personal import ERASED, KeyMadeMeanwhile, PersonalKeys, PersonForgotten, Sealing
from infra.kernel.places import Actor, Directory
from infra.kernel.problems import Invalid, KeyReused, NotFound, NotPermitted, Refusal, RuleBroken, Unavailable
from infra.kernel.store import CommandRow, DueWrite, EventStore, KeyTaken, RecordWrite, VersionConflict, Writes
from infra.kernel.wire import is_uuid

MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """One command on its way: whose, to which record, with what, and what it was caused by."""

    lifecycle: Lifecycle
    command: str
    record_id: str
    parent_id: str | None
    fields: dict[str, Any]
    actor: Actor
    caller: str
    key: str
    fingerprint: str
    occurred_at: datetime | None = None
    if_match: int | None = None
    creates: bool = False
    correlation_id: str = ""
    causation_id: str | None = None
    ready: Any = None
    patient: bool = True

    @property
    def stream(self) -> str:
        return self.lifecycle.stream_of(self.record_id, self.parent_id)


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


class Decider:
    """Carries out commands on one service's records."""

    def __init__(
        self,
        lifecycles: Lifecycles,
        store: EventStore,
        personal: PersonalKeys,
        directory: Directory,
        reader: Callable[[datetime], Reader],
        now: Callable[[], datetime],
        wait_for_news: Callable[[], bool],
        committed: Callable[[], None],
    ) -> None:
        self.lifecycles, self.store, self.personal = lifecycles, store, personal
        self.streams = FoldedStreams(store, lifecycles)
        self._checks = Checks(directory)
        self._reader, self._now = reader, now
        self._wait_for_news, self._committed = wait_for_news, committed

    def handle(self, call: CommandCall, actor: Actor) -> dict[str, Any]:
        """A command from outside. Answers as the HTTP contract says; raises a Refusal, having changed nothing."""
        lifecycle = self.lifecycles.by_collection.get(call.collection)
        creates = call.record_id is None
        if (
            lifecycle is None
            or call.command not in lifecycle.rows
            or creates is not _is_creation(lifecycle, call.command)
        ):
            raise NotFound(f"没有这个命令 There is no command {call.command} here")
        self._must_exist(lifecycle, call)
        if all(row.by == ("SYS",) for row in lifecycle.rows[call.command]):
            raise NotPermitted("这一步由系统完成 Only the system does this", rule="SYS is never in a token")
        transition = lifecycle.rows[call.command][0]
        values, occurred_at = parsed(transition, call.body, self._now())
        if not actor.has_token and actor.tracking is None and actor.participant is None and not is_uuid(call.key):
            raise Invalid(
                "Idempotency-Key 须为 UUID must be a UUID", errors={"Idempotency-Key": ["须为 UUID must be a UUID"]}
            )
        said = msgspec.json.encode(
            [call.collection, call.record_id, call.parent_id, call.command, call.body], order="sorted"
        )
        return self.carry_out(
            Ask(
                lifecycle,
                call.command,
                call.record_id or new_id(),
                call.parent_id,
                values,
                actor,
                caller_name(actor, call.key),
                call.key,
                self.personal.fingerprint(said.decode()),
                occurred_at,
                call.if_match,
                creates,
                call.correlation_id,
            )
        )

    def give(
        self, command: Any, actor: Actor, key: str, correlation_id: str, causation_id: str | None
    ) -> dict[str, Any]:
        """A ready-made command, from a reaction, a due time or the operator: it never waits for news.

        Raises a Refusal, or NewsMissing when something that it needs has not arrived yet.
        """
        lifecycle, name = self.lifecycles.of_command(command)
        record_id, parent_id = record_id_of(lifecycle, command), parent_id_of(lifecycle, command)
        creates = _is_creation(lifecycle, name)
        ask = Ask(
            lifecycle, name, record_id, parent_id, {}, actor, caller_name(actor, key), key, "", None, None, creates,
            correlation_id, causation_id, command, patient=False,
        )  # fmt: skip
        if not creates:
            self._must_exist(lifecycle, ask)
        return self.carry_out(ask)

    def _must_exist(self, lifecycle: Lifecycle, wanted: CommandCall | Ask) -> None:
        if lifecycle.stream is None and wanted.record_id is None:
            return
        stream = lifecycle.stream_of(wanted.record_id or "", wanted.parent_id)
        for fresh in (False, True):
            state = self.streams.load(stream, fresh).state
            found = state if wanted.record_id is None else lifecycle.record_state(state, wanted.record_id)
            if found is not None:
                return
        raise NotFound("没有这条记录 There is no such record")

    def carry_out(self, ask: Ask) -> dict[str, Any]:
        fresh = waited = False
        for _ in range(MOST_TRIES):
            try:
                return self._commit(self._decided(ask, fresh))
            except (VersionConflict, KeyTaken, KeyMadeMeanwhile):
                fresh = True
                if (stored := self._stored(ask)) is not None:
                    return stored
            except (Refusal, NewsMissing) as refusal:
                if (stored := self._stored(ask)) is not None:
                    return stored
                if fresh and not ask.patient:
                    raise
                if fresh and (waited or not self._may_be_early(refusal)):
                    raise _final(refusal) from refusal
                waited = self._waited(fresh)
                fresh = True
        raise Unavailable("同一记录上的并发写入过多，请重试 Too many writers on this record; try again", retry_after=1)

    def _waited(self, fresh: bool) -> bool:
        """The first refusal only reads the tail; the second waits for news."""
        if not fresh:
            return False
        if not self._wait_for_news():
            raise Unavailable(
                "尚未收到其他服务的消息，请稍后重试 News of another service is still on its way", retry_after=3
            )
        return True

    @staticmethod
    def _may_be_early(refusal: Exception) -> bool:
        return isinstance(refusal, NewsMissing | RuleBroken | NotPermitted)

    def _stored(self, ask: Ask) -> dict[str, Any] | None:
        row = self.store.command(ask.caller, ask.key)
        if row is None:
            return None
        if row.fingerprint != ask.fingerprint:
            raise KeyReused("此幂等键已用于另一请求，请换新键 This key was used for another request; take a new one")
        answer: dict[str, Any] = msgspec.json.decode(row.answer)
        return {
            name: self.personal.opened(value, answer["stream"]) for name, value in answer.items() if name != "stream"
        }

    def _decided(self, ask: Ask, fresh: bool) -> Outcome:
        folded = self.streams.load(ask.stream, fresh)
        lifecycle, now = ask.lifecycle, ask.occurred_at or self._now()
        reader = self._reader(now)
        rows = lifecycle.rows[ask.command]
        command = ask.ready or _built(ask, rows[0].takes, self._tracked_person(ask, reader, folded))
        if ask.creates:
            facts = self._facts(lifecycle, reader, folded.state, command)
            place = lifecycle.place_of_new(command, facts)
            transition, role = self._checks.creation(rows[0], ask.actor, place)
            if folded.marks.get((lifecycle.collection, ask.record_id)):
                raise RuleBroken("这个编号的记录已存在 A record with this id exists", rule="ARecordIsCreatedOnce")
        else:
            place = lifecycle.place(folded.state, ask.record_id)
            if ask.actor.tracking and lifecycle.tracking:
                place = replace(place, tracking=(*place.tracking, *lifecycle.tracking(reader, folded.state)))
            record = lifecycle.record_state(folded.state, ask.record_id)
            transition, role = self._checks.transition(lifecycle, ask.command, ask.actor, place, str(record.state))
            self._checks.version(folded.version_of(lifecycle, ask.record_id), ask.if_match)
            facts = self._facts(lifecycle, reader, folded.state, command)
        command = _told(command, ask, role)
        sealed, sealing = self._sealed(lifecycle, transition, folded, command, ask.stream)
        try:
            events = transition.decide(folded.state, sealed, facts)
        except lifecycle.rule_broken as broken:
            raise _broken(broken) from broken
        return Outcome(ask, sealed, transition, role, events, sealing, folded, now)

    @staticmethod
    def _facts(lifecycle: Lifecycle, reader: Reader, state: Any, command: Any) -> Any:
        try:
            return lifecycle.facts(reader, state, command)
        except lifecycle.rule_broken as broken:
            raise _broken(broken) from broken

    @staticmethod
    def _tracked_person(ask: Ask, reader: Reader, folded: Folded) -> str | None:
        if ask.actor.tracking and ask.lifecycle.tracked_person:
            return ask.lifecycle.tracked_person(reader, folded.state, ask.actor.tracking)
        return None

    def _sealed(
        self, lifecycle: Lifecycle, transition: Transition, folded: Folded, command: Any, stream: str
    ) -> tuple[Any, Sealing | None]:
        named = [name for name in transition.personal if isinstance(getattr(command, name), str)]
        person = lifecycle.subject(folded.state, command) if named and lifecycle.subject else None
        if person is None:
            return command, None
        try:
            sealing = self.personal.sealing(person)
        except PersonForgotten:
            return replace(command, **dict.fromkeys(named, ERASED)), None
        texts = {name: sealing.seal(getattr(command, name), stream, f"{lifecycle.name}.{name}") for name in named}
        return replace(command, **texts), sealing

    def _commit(self, outcome: Outcome) -> dict[str, Any]:
        command_id = new_id()
        writing = self._written(outcome, command_id)
        answer = self._answer(outcome, writing)
        kept = self._keepable(outcome, answer)
        if outcome.sealing:
            outcome.sealing.keep()
        row = CommandRow(
            outcome.ask.caller,
            outcome.ask.key,
            command_id,
            outcome.ask.fingerprint,
            msgspec.json.encode({**kept, "stream": outcome.ask.stream}).decode(),
            stamp(datetime.now(UTC)),
        )
        self.store.commit(Writes(row, writing.envelopes, writing.records, writing.due))
        for folded in writing.streams.values():
            self.streams.keep(folded)
        self._committed()
        return answer

    def _written(self, outcome: Outcome, command_id: str) -> "Writing":
        writing = Writing({}, [], [], [])
        by_stream: dict[str, list[Any]] = {}
        for event in outcome.events:
            by_stream.setdefault(self.lifecycles.stream_of(event), []).append(event)
        recorded_at = self._now()
        for stream, events in by_stream.items():
            before = outcome.folded if stream == outcome.ask.stream else self.streams.load(stream, fresh=True)
            after = before
            for event in events:
                after = self.lifecycles.fold(after, event, stamp(recorded_at))
                writing.envelopes.append(self._envelope(outcome, event, after, command_id, recorded_at))
            writing.streams[stream] = after
            writing.records.extend(self.lifecycles.record_writes(before, after, events))
            if (due := self.lifecycles.due_write(after, events[-1])) is not None:
                writing.due.append(due)
        return writing

    def _envelope(
        self, outcome: Outcome, event: Any, after: Folded, command_id: str, recorded_at: datetime
    ) -> Envelope:
        kind, schema_version, payload = self.lifecycles.codec.encode(event)
        lifecycle = self.lifecycles.of_event(event)
        owner = self.lifecycles.owner(lifecycle)
        home = parent_id_of(lifecycle, event) if lifecycle.stream else record_id_of(lifecycle, event)
        actor = outcome.ask.actor
        return Envelope(
            event_id=new_id(),
            stream=after.stream,
            version=after.version,
            type=kind,
            schema_version=schema_version,
            occurred_at=stamp(outcome.ask.occurred_at or recorded_at),
            recorded_at=stamp(recorded_at),
            actor=actor.person,
            role=outcome.role,
            organisation=actor.organisation,
            division=owner.place(after.state, str(home)).division,
            command_id=command_id,
            correlation_id=outcome.ask.correlation_id or command_id,
            causation_id=outcome.ask.causation_id,
            payload=payload,
        )

    def _answer(self, outcome: Outcome, writing: "Writing") -> dict[str, Any]:
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

    def _keepable(self, outcome: Outcome, answer: dict[str, Any]) -> dict[str, Any]:
        """The answer as it is stored: a secret code in it only under a person's key."""
        code = getattr(outcome.command, "code", None)
        secret = [name for name, value in answer.items() if code is not None and value == code]
        if not secret:
            return answer
        sealing = outcome.sealing or self.personal.sealing(outcome.ask.record_id)
        sealing.keep()
        return {**answer, **{name: sealing.seal(str(code), outcome.ask.stream, f"answer.{name}") for name in secret}}


@dataclass(frozen=True, slots=True)
class Writing:
    """What one commit will write, and the streams as they are after it."""

    streams: dict[str, Folded]
    envelopes: list[Envelope]
    records: list[RecordWrite]
    due: list[DueWrite]


def _built(ask: Ask, takes: type, tracked_person: str | None) -> Any:
    """The command object: ids, its fields, and what the shell knows and the command wants to be told."""
    values = {**ask.fields, ask.lifecycle.id_field: ask.record_id}
    if ask.lifecycle.parent_field:
        values[ask.lifecycle.parent_field] = ask.parent_id
    told = {
        "actor_person": ask.actor.person,
        "actor_organisation": ask.actor.organisation,
        "actor_role": "",
        "code": new_code(),
        "tracking_subject": tracked_person,
    }
    wanted = {field.name for field in fields(takes)}
    return takes(**{name: value for name, value in told.items() if name in wanted}, **values)


def _is_creation(lifecycle: Lifecycle, command: str) -> bool:
    return lifecycle.creation is not None and lifecycle.creation.command == command


def _told(command: Any, ask: Ask, role: str) -> Any:
    if ask.ready is None and any(field.name == "actor_role" for field in fields(command)):
        return replace(command, actor_role=role)
    return command


def _broken(broken: Exception) -> RuleBroken:
    sentence = (type(broken).__doc__ or "").strip()
    said = "; ".join(str(argument) for argument in broken.args)
    return RuleBroken(f"{sentence} {said}".strip(), rule=type(broken).__name__)


def _final(refusal: Exception) -> Refusal:
    if isinstance(refusal, Refusal):
        return refusal
    return RuleBroken(f"所指的记录不存在 What it refers to does not exist: {refusal}", rule="WhatIsReferredToExists")
