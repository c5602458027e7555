"""Imports a service's log on an empty machine from events that were kept elsewhere: the ledger."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select

from infra.kernel.access.identity import caller_name
from infra.kernel.access.places import SYSTEM
from infra.kernel.base.clock import stamp
from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.effects import Effects, as_json
from infra.kernel.news.sequencer import WATERMARK
from infra.kernel.storage.database import Database, run_many
from infra.kernel.storage.news_store import PENDING
from infra.kernel.storage.settings_store import SettingsStore
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.tables import COMMANDS, CURSORS, EFFECTS, EVENTS

PAGE = 500
_EFFECT = [column.name for column in EFFECTS.c if column.name != "id"]
_STORED = [name for name in Recorded.__struct_fields__ if name != "service"]

SETTING = "refilling"  # the name is stored, so it stays


class LogIsNotEmpty(Exception):
    """The database has events that no import put there."""


class LogImport:
    """One service's log. An import that was broken off goes on where it stopped."""

    def __init__(self, database: Database, service: str) -> None:
        self.service, self._database = service, database
        self._store, self._settings = SqlStore(database, service), SettingsStore(database)

    def begin(self) -> int:
        """Answers the position from which events are wanted. Raises LogIsNotEmpty."""
        numbered, waiting = self._store.head()
        if (numbered or waiting) and self._settings.get(SETTING) is None:
            raise LogIsNotEmpty(self.service)
        self._settings.put(SETTING, "begun")
        return numbered

    def head(self) -> int:
        """How many events are there."""
        return self._store.head()[0]

    def add(self, events: list[Recorded]) -> None:
        """The next events in the order of their positions, in one transaction."""
        row = self._database.prepare(insert(EVENTS).values({name: bindparam(name) for name in _STORED}).inline())
        with self._database.transaction() as cursor:
            run_many(cursor, row, ({name: getattr(event, name) for name in _STORED} for event in events))

    def end(self, heads: dict[str, int], unanswered: Iterable[Recorded]) -> None:
        """Says that each producer's log has been taken in, but for reactions to the events that are unanswered."""
        add = self._database.insert
        place = add(CURSORS).values({c.name: bindparam(c.name) for c in CURSORS.c})
        moved = place.on_conflict_do_update(
            index_elements=["producer"], set_={"next_position": place.excluded.next_position}
        )
        given = add(COMMANDS).values({c.name: bindparam(c.name) for c in COMMANDS.c}).on_conflict_do_nothing()
        effect = add(EFFECTS).values({name: bindparam(name) for name in _EFFECT}).on_conflict_do_nothing()
        now = stamp(datetime.now(UTC))
        with self._database.transaction() as cursor:
            cursors = ({"producer": name, "next_position": head} for name, head in heads.items())
            run_many(cursor, self._database.prepare(moved), cursors)
            for page in self._caused():
                run_many(cursor, self._database.prepare(given), (_given(event, now) for event in page))
            waiting = (_pending(event, now) for event in unanswered)
            run_many(cursor, self._database.prepare(effect.inline()), waiting)
        # News that is in the log need not be sent again: whoever follows reads it there.
        self._settings.put(WATERMARK, str(self.head()))
        self._settings.put(SETTING, "ended")

    def log(self, start: int) -> Iterator[Recorded]:
        while page := self._store.log(start, PAGE):
            yield from page
            start = page[-1].position + 1

    def causes(self) -> Iterator[list[str]]:
        """The events of any service that made this service record something, page by page."""
        return ([str(event.causation_id) for event in page] for page in self._caused())

    def _caused(self) -> Iterator[list[Recorded]]:
        start = 0
        while page := self._store.log(start, PAGE):
            yield [event for event in page if event.causation_id is not None]
            start = page[-1].position + 1

    def streams_of(self, event_ids: Iterable[str]) -> list[tuple[str, int]]:
        """(stream, position) of those of these events that are in this log."""
        wanted = select(EVENTS.c.stream, EVENTS.c.position).where(EVENTS.c.event_id.in_(list(event_ids)))
        return [(str(stream), int(position)) for stream, position in self._database.query(wanted)]


def unanswered(service: LogImport, producer: LogImport, effects: Effects) -> Iterator[Recorded]:
    """What the service may not have reacted to in full: in each stream, from the last event on that it answered.

    An event is answered when one of the service's own names it as its cause. Streams are worked off in order, so that what is
    before it was done. What was already given for it is given no second time: `_given` keeps its key.
    """
    answered: dict[str, int] = {}
    for page in service.causes():
        for stream, position in producer.streams_of(page):
            answered[stream] = max(position, answered.get(stream, -1))
    for event in producer.log(0):
        if effects.has_reactions(event) and event.position >= answered.get(event.stream, 0):
            yield event


def _given(event: Recorded, now: str) -> dict[str, str]:
    """That a reaction's command was given, as its own `CommandHandler.give` kept it."""
    command_id, answer = event.command_id, msgspec.json.encode({"stream": event.stream}).decode()
    kept = {"caller": caller_name(SYSTEM, command_id), "key": command_id, "command_id": command_id}
    return {**kept, "fingerprint": "", "answer": answer, "kept_since": now}


def _pending(event: Recorded, now: str) -> dict[str, Any]:
    """Its copies are made by the rebuild that follows; only the commands are still to be given."""
    return {
        "producer": event.service,
        "position": event.position,
        "event_id": event.event_id,
        "stream": event.stream,
        "type": event.type,
        "event": as_json(event),
        "status": PENDING,
        "copied": 1,
        "note": None,
        "attempts": 0,
        "changed_at": now,
    }
