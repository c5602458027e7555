"""Every service's log against the ledger, event by event: which one differs, and how.

Both are read once, in order, a page at a time. Events that are not where they were sealed are set aside until both sides
have been seen, so that one that was moved is told from one that is gone and one that was put in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, or_, select

from infra.kernel.contract.envelope import Envelope, Recorded
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import EVENTS
from infra.ledger.entries import decode
from infra.ledger.texts import Malformed

PAGE = 500
MOST_APART = 100_000
SHOWN = 160
NAMES = Envelope.__struct_fields__
_COLUMNS = [EVENTS.c.position, EVENTS.c.inserted, *(EVENTS.c[name] for name in NAMES)]


@dataclass
class ComparedLog:
    """One service's log in its database, and what of it and of the ledger has not found its counterpart yet."""

    service: str
    database: Database
    next_sealed: int = 0
    unsealed: int = 0
    sealed_only: dict[str, Recorded] = field(default_factory=dict)
    stored_only: dict[str, Recorded] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = self._read()
        self._row = next(self._rows, None)

    def below(self, position: int) -> Iterator[Recorded]:
        """The rows that come before that position and have not been taken."""
        while self._row is not None and self._row.position < position:
            row, self._row = self._row, next(self._rows, None)
            yield row

    def at(self, position: int) -> Recorded | None:
        """The row of that position, taken; None when there is none."""
        if self._row is None or self._row.position != position:
            return None
        row, self._row = self._row, next(self._rows, None)
        return row

    def rest(self) -> Iterator[Recorded]:
        if self._row is not None:
            yield self._row
            yield from self._rows

    def _read(self) -> Iterator[Recorded]:
        """By position, and rows of one position (somebody dropped the index) as they were inserted."""
        after: tuple[Any, Any] | None = None
        while True:
            wanted = select(*_COLUMNS).where(EVENTS.c.position.isnot(None))
            if after is not None:
                beside = and_(EVENTS.c.position == after[0], EVENTS.c.inserted > after[1])
                wanted = wanted.where(or_(EVENTS.c.position > after[0], beside))
            page = self.database.query(wanted.order_by(EVENTS.c.position, EVENTS.c.inserted).limit(PAGE))
            for position, _, *values in page:
                yield Recorded(**dict(zip(NAMES, values, strict=True)), service=self.service, position=position)
            if len(page) < PAGE:
                return
            after = (page[-1][0], page[-1][1])

    def without_position(self, event_id: str) -> bool:
        """Whether the event is still there, but its position was taken from it."""
        found = self.database.query(select(EVENTS.c.position).where(EVENTS.c.event_id == event_id))
        return any(position is None for (position,) in found)


class Comparison:
    """Takes the ledger's entries one by one; `blob` brings payloads that stand outside of them."""

    def __init__(self, databases: Mapping[str, Database], blob: Callable[[str], bytes]) -> None:
        self._logs = {name: ComparedLog(name, database) for name, database in databases.items()}
        self._blob = blob
        self._compared = 0

    def compare(self, index: int, entry: bytes) -> Iterator[str]:
        """What differs of this entry, as far as it can be told yet."""
        try:
            sealed = decode(entry, self._blob)
        except (Malformed, FileNotFoundError) as error:
            yield f"entry {index} of the ledger cannot be read: {error}"
            return
        log = self._logs.get(sealed.service)
        if log is None:
            yield f"entry {index} of the ledger is of a service that is not there: {sealed.service}"
            return
        self._compared += 1
        log.next_sealed = max(log.next_sealed, sealed.position + 1)
        for row in log.below(sealed.position):
            yield from self._stored(log, row)
        found = log.at(sealed.position)
        if found is not None and found.event_id == sealed.event_id:
            yield from differences(sealed, found)
            return
        yield from self._sealed(log, sealed)
        if found is not None:
            yield from self._stored(log, found)

    def finish(self) -> Iterator[str]:
        """What has no counterpart, once all entries have been compared."""
        for log in self._logs.values():
            for row in log.rest():
                if row.position < log.next_sealed or row.event_id in log.sealed_only:
                    yield from self._stored(log, row)
                else:
                    log.unsealed += 1
            for event in log.sealed_only.values():
                lost = log.without_position(event.event_id)
                yield f"{named(event)} was sealed, but " + (
                    "its position was taken from it in the database" if lost else "is missing in the database"
                )
            for event in log.stored_only.values():
                yield f"{named(event)} is in the database, but was never sealed there: it was put in"

    def summary(self) -> str:
        waiting = sum(log.unsealed for log in self._logs.values())
        later = f", {waiting} more not yet sealed" if waiting else ""
        return f"{self._compared} events equal in {len(self._logs)} databases{later}"

    def _sealed(self, log: ComparedLog, event: Recorded) -> Iterator[str]:
        row = log.stored_only.pop(event.event_id, None)
        if row is not None:
            yield from differences(event, row)
        else:
            self._keep(log.sealed_only, event)

    def _stored(self, log: ComparedLog, row: Recorded) -> Iterator[str]:
        event = log.sealed_only.pop(row.event_id, None)
        if event is not None:
            yield from differences(event, row)
        else:
            self._keep(log.stored_only, row)

    @staticmethod
    def _keep(apart: dict[str, Recorded], event: Recorded) -> None:
        """Bounded: a database of quite another history is told from one in which something was changed."""
        if len(apart) >= MOST_APART:
            raise TooDifferent(f"more than {MOST_APART} events of {event.service} are not those that were sealed")
        apart[event.event_id] = event


class TooDifferent(ValueError):
    """There is nothing to compare event by event."""


def differences(sealed: Recorded, row: Recorded) -> Iterator[str]:
    """Field by field, the ledger's first."""
    if sealed == row:
        return
    for name in ("position", *NAMES):
        was, now = getattr(sealed, name), getattr(row, name)
        if was != now:
            was_said, now_said = excerpts(was, now)
            yield f"{named(sealed)}: {name} was sealed as {was_said}, and is {now_said} in the database"


def named(event: Recorded) -> str:
    return f"{event.service} position {event.position}, {event.type} {event.event_id} ({event.stream} version {event.version})"


def excerpts(was: object, now: object) -> tuple[str, str]:
    """Both from a little before where they part."""
    if not (isinstance(was, str) and isinstance(now, str)) or len(was) <= SHOWN >= len(now):
        return _quoted(was), _quoted(now)
    together = next(
        (at for at, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now))
    )
    start = max(0, together - SHOWN // 4)
    before = "…" if start else ""
    return tuple(f"{before}{_quoted(one[start : start + SHOWN])}" for one in (was, now))  # type: ignore[return-value]


def _quoted(value: object) -> str:
    return repr(value) if len(repr(value)) <= 2 * SHOWN else f"{repr(value)[: 2 * SHOWN]}…"
