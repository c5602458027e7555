"""The shell around the pure decisions: load, fold, check, decide, and write everything in one transaction.

The way of one command:
  1. its record exists, its fields are valid                      `Decider.handle`, `asking.py`
  2. role and place, state, version, then the decision itself     `checks.py`, `<lifecycle>/domain.py`
  3. command row, events, read rows, due times: one commit        `writing.py`, `EventStore.commit`
Nothing is refused from a cached state: the tail is read, the command decided again and its key looked up first.
A refusal that may only mean that other services' news is still on its way waits for that news, up to three seconds.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from infra.kernel import at_work
from infra.kernel.asking import Ask, addressed, built, from_outside, ready_made, told_the_role
from infra.kernel.calls import CommandCall
from infra.kernel.checks import Checks
from infra.kernel.clock import stamp
from infra.kernel.failpoints import failpoint
from infra.kernel.folding import Folded, FoldedStreams, Lifecycles
from infra.kernel.happened_when import as_of_its_cause, not_before, steps_for
from infra.kernel.ids import new_id
from infra.kernel.lifecycle import Lifecycle, NewsMissing, Reader, Transition
from infra.kernel.personal import ERASED, KeyMadeMeanwhile, PersonalKeys, PersonForgotten, Sealing
from infra.kernel.places import Actor, Directory
from infra.kernel.problems import KeyReused, NotFound, NotPermitted, Refusal, RuleBroken, Unavailable
from infra.kernel.store import CommandRow, EventStore, KeyTaken, VersionConflict, Writes
from infra.kernel.writing import Outcome, answer_of, written

MOST_TRIES = 20


class Decider:
    """Carries out commands on one service's records."""

    def __init__(
        self,
        lifecycles: Lifecycles,
        store: EventStore,
        personal: PersonalKeys,
        directory: Directory,
        reader: Callable[[datetime, datetime, Actor], Reader],
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
        with at_work.carrying_out(self.lifecycles.named(call.collection, call.command), call.correlation_id):
            lifecycle = addressed(self.lifecycles, call)
            self._must_exist(lifecycle, call)
            return self.carry_out(from_outside(lifecycle, call, actor, self.personal, self._now()))

    def give(
        self,
        command: Any,
        actor: Actor,
        key: str,
        correlation_id: str,
        causation_id: str | None,
        occurred_at: datetime | None = None,
    ) -> dict[str, Any]:
        """A ready-made command, from a reaction, a due time or the operator: it never waits for news.

        `occurred_at` is when its cause happened.

        Raises a Refusal, or NewsMissing when something that it needs has not arrived yet.
        """
        ask = ready_made(self.lifecycles, command, actor, key, correlation_id, causation_id, occurred_at)
        with at_work.carrying_out(f"{ask.lifecycle.collection}.{ask.command}", correlation_id):
            if not ask.creates:
                self._must_exist(ask.lifecycle, ask)
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
        lifecycle, recorded_at = ask.lifecycle, self._now()
        steps = steps_for(self.lifecycles, self.store, ask, folded)
        # What the system does bears the time of its cause, but whether it is possible is asked now.
        now = recorded_at if ask.ready is not None else ask.occurred_at or recorded_at
        if ask.ready is not None:
            ask = replace(ask, occurred_at=as_of_its_cause(ask.occurred_at, steps, recorded_at))
        reader = self._reader(now, recorded_at, ask.actor)
        rows = lifecycle.rows[ask.command]
        command = ask.ready or built(ask, rows[0].takes, self._tracked_person(ask, reader, folded))
        if ask.creates:
            facts = self._facts(lifecycle, reader, folded.state, command)
            place = lifecycle.place_of_new(command, facts)
            transition, role = self._checks.creation(rows[0], ask.actor, place)
            if folded.marks.get((lifecycle.collection, ask.record_id)):
                raise RuleBroken("这个编号的记录已存在 A record with this id exists", rule="ARecordIsCreatedOnce")
        else:
            place = lifecycle.place_for(ask.actor, reader, folded.state, ask.record_id)
            record = lifecycle.record_state(folded.state, ask.record_id)
            transition, role = self._checks.transition(lifecycle, ask.command, ask.actor, place, str(record.state))
            self._checks.version(folded.version_of(lifecycle, ask.record_id), ask.if_match)
            facts = self._facts(lifecycle, reader, folded.state, command)
        if ask.ready is None:
            not_before(ask.occurred_at, steps)
        command = told_the_role(command, ask, role)
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
        command_id = outcome.ask.command_id or new_id()
        at_work.recording(command_id, outcome.ask.correlation_id or command_id)
        writing = written(self.lifecycles, self.streams, outcome, command_id, self._now())
        answer = answer_of(outcome, writing)
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
        failpoint("before-commit")
        self.store.commit(Writes(row, writing.envelopes, writing.records, writing.due))
        failpoint("committed")
        for folded in writing.streams.values():
            self.streams.keep(folded)
        self._committed()
        return answer

    def _keepable(self, outcome: Outcome, answer: dict[str, Any]) -> dict[str, Any]:
        """The answer as it is stored: a secret code in it only under a person's key."""
        code = getattr(outcome.command, "code", None)
        secret = [name for name, value in answer.items() if code is not None and value == code]
        if not secret:
            return answer
        sealing = outcome.sealing or self.personal.sealing(outcome.ask.record_id)
        sealing.keep()
        return {**answer, **{name: sealing.seal(str(code), outcome.ask.stream, f"answer.{name}") for name in secret}}


def _broken(broken: Exception) -> RuleBroken:
    sentence = (type(broken).__doc__ or "").strip()
    said = "; ".join(str(argument) for argument in broken.args)
    return RuleBroken(f"{sentence} {said}".strip(), rule=type(broken).__name__)


def _final(refusal: Exception) -> Refusal:
    if isinstance(refusal, Refusal):
        return refusal
    return RuleBroken(f"所指的记录不存在 What it refers to does not exist: {refusal}", rule="WhatIsReferredToExists")
