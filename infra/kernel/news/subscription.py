"""One service following another's log: a cursor of its own, each effect exactly once, poison events parked.

In the field's words a catch-up subscription with an inbox: the consumer is idempotent, and what is parked is its dead
letters.

A message that is next in line is applied at once. A gap, a restart or a wiped broker only means that what is missing
is read from the producer's log. Lost, doubled and reordered messages change nothing.

An event that concerns nobody here costs no transaction: how far it was read is remembered, and kept on a quiet moment, or once
a second. After a crash such events are read once more, which changes nothing.

An event that only changes local copies is applied in the transaction that moves the cursor. An event that calls for
commands becomes a row in `effects` in that transaction; its commands run after it, each under a key made of the event's id, so
that they take effect once however often they are tried. What fails five times is parked with its stream; a database that
is away or a service that is busy is no failure of the event's.
"""

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from infra.kernel.access.places import SYSTEM
from infra.kernel.base import log_context
from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.failpoints import failpoint
from infra.kernel.base.ids import id_that_follows
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken, Unavailable
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.folding import record_id_of
from infra.kernel.contract.envelope import Recorded
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.news.effects import Effects, LookupsAt, as_json, from_json
from infra.kernel.news.sequencer import Signal
from infra.kernel.storage.database import AWAY
from infra.kernel.storage.news_store import (
    NOT_APPLICABLE,
    PARKED,
    PENDING,
    CopyWrite,
    CursorMoved,
    Effect,
    NewEffect,
    NewsStore,
    PlaceInLog,
)

BATCH = 500
MOST_BUFFERED = 5_000
KEEP_SECONDS = 1.0
BACK_OFF = (0.05, 0.2, 1.0, 3.0)
DOES_NOT_FIT = (Invalid, NotAllowedInState, RuleBroken, NotFound, NotPermitted)

log = structlog.get_logger("shangliang.subscription")


class Subscription:
    """What `service` takes from `producer`. One greenlet calls `catch_up`; the bell's calls `news_arrived`."""

    def __init__(
        self,
        producer: str,
        effects: Effects,
        news: NewsStore,
        handler: CommandHandler,
        lookups_at: LookupsAt,
        now: Callable[[], datetime],
        read_log: Callable[[int, int], list[Recorded]],
        copied: Callable[[], None],
        back_off: tuple[float, ...] = BACK_OFF,
    ) -> None:
        self.producer, self._effects, self._news, self._handler = producer, effects, news, handler
        self._lookups_at, self._now, self._read_log, self._copied = lookups_at, now, read_log, copied
        self._back_off = back_off
        self._arrived: dict[int, Recorded] = {}
        self._read_to: int | None = None
        self._kept = 0
        self._kept_at = time.monotonic()
        self._may_have_work = True
        self.bell = Signal()
        self.known_head = 0

    def news_arrived(self, events: list[Recorded]) -> None:
        """News from the broker, in whatever order, however often."""
        for event in events:
            self.known_head = max(self.known_head, event.position + 1)
            if len(self._arrived) < MOST_BUFFERED:
                self._arrived[event.position] = event
        self.bell.ring()

    @property
    def has_unread(self) -> bool:
        return bool(self._arrived)

    @property
    def position(self) -> int:
        """What is next in line: all before it is applied here, or concerned nobody."""
        return self._news.cursor(self.producer) if self._read_to is None else self._read_to

    @property
    def place_to_keep(self) -> PlaceInLog | None:
        """How far it has read beyond what is kept."""
        if self._read_to is None or self._read_to <= self._kept:
            return None
        return PlaceInLog(self.producer, self._kept, self._read_to)

    def catch_up(self, look: bool) -> None:
        """Take what is there. With `look`, ask the producer's log even when no news arrived."""
        self._may_have_work |= look
        if look:
            self._see_where_others_are()
        while batch := self._next(look):
            try:
                self._take(batch)
            except CursorMoved:
                self._read_to = None
                continue
            self._work()
        self._work()
        if look or time.monotonic() - self._kept_at > KEEP_SECONDS:
            self.keep_place()

    def keep_place(self) -> None:
        if place := self.place_to_keep:
            self.kept(place, self._news.keep([place]) == [])

    def kept(self, place: PlaceInLog, here: bool) -> None:
        """It is kept, or another replica was quicker."""
        self._kept_at = time.monotonic()
        if here:
            self._kept = max(self._kept, place.moved_to)
        else:
            self._read_to = None

    def _see_where_others_are(self) -> int:
        """Another replica may have gone on from where this one is, and a rebuild may have put it back."""
        kept = self._news.cursor(self.producer)
        if self._read_to is None or kept < self._kept or kept > self._read_to:
            self._read_to = kept
        self._kept = kept
        return self._read_to

    def _next(self, look: bool) -> list[Recorded]:
        start = self._see_where_others_are() if self._read_to is None else self._read_to
        batch: list[Recorded] = []
        while len(batch) < BATCH and (event := self._arrived.pop(start + len(batch), None)) is not None:
            batch.append(event)
        if batch:
            return batch
        self._arrived = {position: event for position, event in self._arrived.items() if position >= start}
        if look or self.known_head > start:
            batch = self._read_log(start, BATCH)
            self.known_head = max([start, *(event.position + 1 for event in batch)])
        return batch

    def _take(self, batch: list[Recorded]) -> None:
        # Whatever this one remembers: what lies before what is kept has been taken.
        new = (event for event in batch if event.position >= self._kept)
        concerning = [event for event in new if self._effects.subscribes_to(event)]
        if concerning:
            self._take_those(concerning, batch[-1].position + 1)
        else:
            self._read_to = batch[-1].position + 1

    def _take_those(self, concerning: list[Recorded], moved_to: int) -> None:
        waiting = self._news.open_streams(self.producer)
        copies: dict[tuple[str, str], CopyWrite] = {}
        effects: list[NewEffect] = []
        for event in concerning:
            if event.stream in waiting or self._effects.has_reactions(event) or not self._copy(event, copies):
                waiting.add(event.stream)
                effects.append(self._new_effect(event))
        failpoint("before-news-is-taken")
        self._news.take(PlaceInLog(self.producer, self._kept, moved_to), copies.values(), effects, _real_now())
        failpoint("news-taken")
        # At one stroke: whoever keeps places meanwhile must not find this one behind what is kept.
        self._read_to = self._kept = moved_to
        self._kept_at = time.monotonic()
        self._may_have_work |= bool(effects)
        self._copied()

    def _copy(self, event: Recorded, copies: dict[tuple[str, str], CopyWrite]) -> bool:
        """False when the event cannot be understood: it becomes an effect, is tried again there, and parked."""
        try:
            made = self._effects.copies(event, copies)
        except AWAY:
            raise
        except Exception as error:
            log.warning("event not understood", producer=self.producer, position=event.position, error=repr(error))
            return False
        copies.update({(write.kind, write.copy_id): write for write in made})
        return True

    def _new_effect(self, event: Recorded) -> NewEffect:
        return NewEffect(self.producer, event.position, event.event_id, event.stream, event.type, as_json(event))

    def _work(self) -> None:
        """Effects that are ready, oldest first; one that waits for its next try holds up its stream only."""
        if not self._may_have_work:
            return
        held: set[str] = set()
        for effect in self._news.ready():
            if effect.producer != self.producer or effect.stream in held:
                continue
            if not self._may_try(effect) or not self._try(effect):
                held.add(effect.stream)
        self._may_have_work = bool(held)

    def _may_try(self, effect: Effect) -> bool:
        if effect.attempts == 0:
            return True
        pause = self._back_off[min(effect.attempts, len(self._back_off)) - 1]
        # A clock that was put back must not make it wait for the time that has been.
        return not timedelta() <= datetime.now(UTC) - moment(effect.changed_at) < timedelta(seconds=pause)

    def _try(self, effect: Effect) -> bool:
        with log_context.following(effect.event_id):
            try:
                notes = self._apply(effect)
            except Unavailable as busy:
                log.warning("effect waits", producer=self.producer, event_type=effect.type, why=str(busy))
                return False
            except AWAY:
                raise
            except Exception as error:
                self._failed(effect, repr(error))
                return False
        failpoint("effect-applied")
        if notes:
            self._news.change(effect, NOT_APPLICABLE, "; ".join(notes), effect.attempts, _real_now())
        else:
            self._news.done(effect)
        return True

    def _apply(self, effect: Effect) -> list[str]:
        """Copies, then commands. Answers what did not fit the record's present state."""
        event = from_json(effect.event)
        log_context.caused_by(event.correlation_id)
        if not effect.copied and self._effects.has_copies(event):
            self._news.copied(effect, self._effects.copies(event, {}))
            self._copied()
        self._effects.on_keys(event, self._handler.personal)
        notes: list[str] = []
        given: Counter[str] = Counter()
        for reaction, command in self._effects.commands(event, self._present):
            name = self._named(reaction, command)
            given[name] += 1
            try:
                key = id_that_follows(effect.event_id, f"{name}/{given[name]}")
                happened = moment(event.occurred_at)
                self._handler.give(command, SYSTEM, key, event.correlation_id, event.event_id, happened)
            except DOES_NOT_FIT as refusal:
                notes.append(f"{type(command).__name__}: {refusal}")
        return notes

    def _named(self, reaction: str, command: Any) -> str:
        """By what the command is about: when it is tried again, there may be fewer commands, and each must find its own key."""
        lifecycle, _name = self._handler.lifecycles.of_command(command)
        return f"{reaction}/{type(command).__name__}/{record_id_of(lifecycle, command)}"

    def _present(self) -> Lookups:
        return self._lookups_at(self._now())

    def _failed(self, effect: Effect, error: str) -> None:
        attempts = effect.attempts + 1
        status = PENDING if attempts <= len(self._back_off) else PARKED
        log.error(
            "effect failed",
            producer=self.producer,
            event_type=effect.type,
            attempts=attempts,
            status=status,
            error=error,
        )
        self._news.change(effect, status, error, attempts, _real_now())


def _real_now() -> str:
    return stamp(datetime.now(UTC))
