"""The command handler: the shell around pure decisions, and the way of one command through it, one step a line.

Each step hands on one frozen value and is one function in its own file.

  received    which command it is                                `receiving.receive`
  addressed   to which record, its stream loaded once            `addressing.address`
  parsed      its fields checked, the command object made        `parsing.parse`, and whose its key is `parsing.identified`
  permitted   role and place, state, version                     `permitting.Rights.permit`
  decided     what it names looked up, then the rules            `deciding.decide`, `<lifecycle>/domain.py`
  written     stored answer, events, read rows, due times        `writing.Writer.write`, one commit
  answered    what the caller is told                            `answering.answer`

Nothing is refused from memory: the tail is read, the command decided again and its key looked up first.
A refusal that may only mean that other services' news is still on its way waits for that news, up to three seconds.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import structs

from infra.kernel.access.places import Actor, Directory
from infra.kernel.base import log_context
from infra.kernel.base.calls import CommandCall
from infra.kernel.base.problems import Invalid, Refusal, RuleBroken, Unavailable
from infra.kernel.commands.addressing import address, again
from infra.kernel.commands.answering import repeated
from infra.kernel.commands.deciding import decide
from infra.kernel.commands.folding import Folded, FoldedStreams, Lifecycles
from infra.kernel.commands.happened_when import must_fit_beside, occurred
from infra.kernel.commands.parsing import Parsed, identified, parse, under_its_own_id
from infra.kernel.commands.permitting import NotPermittedYet, Rights
from infra.kernel.commands.receiving import Received, receive, receive_ready
from infra.kernel.commands.writing import Writer
from infra.kernel.contract.lifecycle import NewsMissing
from infra.kernel.lookups.sql_lookups import SqlLookups
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.personal import KeyMadeMeanwhile, PersonalKeys
from infra.kernel.storage.store import EventStore, KeyTaken, VersionConflict

MOST_TRIES = 20


class CommandHandler:
    """Carries out commands on one service's records."""

    def __init__(
        self,
        lifecycles: Lifecycles,
        store: EventStore,
        personal: PersonalKeys,
        directory: Directory,
        lookups_at: Callable[[datetime, datetime, Actor], SqlLookups],
        now: Callable[[], datetime],
        wait_for_news: Callable[[], bool],
        committed: Callable[[], None],
        files: SiteFiles,
    ) -> None:
        self.lifecycles, self.store, self.personal = lifecycles, store, personal
        self.streams = FoldedStreams(store, lifecycles)
        self._rights = Rights(directory)
        self._writer = Writer(lifecycles, self.streams, store, personal, files)
        self._lookups_at, self._now = lookups_at, now
        self._wait_for_news, self._committed = wait_for_news, committed

    def handle(self, call: CommandCall, actor: Actor) -> dict[str, Any]:
        """A command from outside. Answers as the HTTP contract says; raises a Refusal, having changed nothing."""
        with log_context.carrying_out(self.lifecycles.named(call.collection, call.command), call.correlation_id):
            return self._carry_out(receive(self.lifecycles, call, actor))

    def give(
        self,
        command: Any,
        actor: Actor,
        key: str,
        correlation_id: str,
        causation_id: str | None,
        occurred_at: datetime | None = None,
        seen: Folded | None = None,
    ) -> dict[str, Any]:
        """A ready command, from a reaction, a due time or the operator: it never waits for news.

        `seen` is its stream as it has just been read; `occurred_at` is when its cause happened. Raises a Refusal, or
        NewsMissing when something that it needs has not arrived yet.
        """
        received = receive_ready(self.lifecycles, command, actor, key, correlation_id, causation_id, occurred_at)
        with log_context.carrying_out(f"{received.lifecycle.collection}.{received.command}", correlation_id):
            return self._carry_out(received, seen)

    def _carry_out(self, received: Received, seen: Folded | None = None) -> dict[str, Any]:
        parsed = parse(address(received, self.streams, seen), self.personal, self._now())
        parsed = under_its_own_id(parsed, self.streams)
        waited = False
        for _ in range(MOST_TRIES):
            lookups = self._lookups_for(parsed)
            parsed = identified(parsed, lookups)
            try:
                return self._decided_and_written(parsed, lookups)
            except (VersionConflict, KeyTaken, KeyMadeMeanwhile):
                if (stored := self._stored(parsed)) is not None:
                    return stored
            except (Refusal, NewsMissing) as refusal:
                if (stored := self._stored(parsed)) is not None:
                    return stored
                if parsed.addressed.fresh:
                    if waited or received.ready is not None or not _may_be_lifted(refusal, lookups):
                        raise _final(refusal, received) from None
                    self._wait()
                    waited = True
            parsed = structs.replace(parsed, addressed=again(parsed.addressed, self.streams))
        raise Unavailable("同一记录上的并发写入过多，请重试 Too many writers on this record; try again", retry_after=1)

    def _lookups_for(self, parsed: Parsed) -> SqlLookups:
        recorded_at = self._now()
        return self._lookups_at(parsed.occurred_at or recorded_at, recorded_at, parsed.received.actor)

    def _decided_and_written(self, parsed: Parsed, lookups: SqlLookups) -> dict[str, Any]:
        permitted = self._rights.permit(parsed, lookups)
        happened = occurred(parsed, self.lifecycles, self.store, self._now())
        decision = decide(permitted, happened, self.personal)
        must_fit_beside(decision, self.lifecycles, self.store)
        written = self._writer.write(decision, self._now())
        self._committed()
        return written.answer.told

    def _stored(self, parsed: Parsed) -> dict[str, Any] | None:
        """The answer to the same command, when it has been carried out already."""
        row = self.store.stored_answer(parsed.caller, parsed.received.key)
        return None if row is None else repeated(row, parsed.fingerprint, self.personal, parsed.password)

    def _wait(self) -> None:
        """Comes back when all news that there was has arrived."""
        if not self._wait_for_news():
            raise Unavailable(
                "尚未收到其他服务的消息，请稍后重试 News of another service is still on its way", retry_after=3
            )


def _may_be_lifted(refusal: Refusal | NewsMissing, lookups: SqlLookups) -> bool:
    """Whether news on its way could change the answer: only where the refusal rests on something that news brings."""
    if isinstance(refusal, Invalid | RuleBroken):
        return bool(lookups.looked_up)
    return isinstance(refusal, NewsMissing | NotPermittedYet)


def _final(refusal: Refusal | NewsMissing, received: Received) -> Refusal | NewsMissing:
    """Whoever gives a ready command tries again himself when news was missing."""
    if isinstance(refusal, Refusal) or received.ready is not None:
        return refusal
    said = f"所指的记录不存在 What it refers to does not exist: {refusal}"
    return Invalid(said, errors={refusal.names: [said]}, rule="WhatIsReferredToExists")
