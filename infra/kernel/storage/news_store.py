"""What a service keeps of other services' news: local copies, how far it has read, and effects that are not done yet.

Copies are its read replica of other services' records, effects its inbox, parked effects its dead letters.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, delete, distinct, func, insert, or_, select, update

from infra.kernel.storage.database import Database, run, run_many
from infra.kernel.storage.one_of import one_of, several
from infra.kernel.storage.tables import COPIES, CURSORS, EFFECTS

PENDING, NOT_APPLICABLE, PARKED, DISCARDED = "pending", "not_applicable", "parked", "discarded"


class CursorMoved(Exception):
    """Another replica has taken this news already: look again from where the cursor is now."""


@dataclass(frozen=True, slots=True)
class CopyWrite:
    """A local copy as it is from now on."""

    kind: str
    copy_id: str
    parent: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One event that this service must act on; kept until it is applied, and for good when it could not be.

    `copied` is 1 once its local copies are made, so that only the commands are tried again.
    """

    id: int
    producer: str
    position: int
    event_id: str
    stream: str
    type: str
    event: str
    status: str
    copied: int
    note: str | None
    attempts: int
    changed_at: str


@dataclass(frozen=True, slots=True)
class NewEffect:
    """An effect before it has a number. `event` is the envelope as JSON."""

    producer: str
    position: int
    event_id: str
    stream: str
    type: str
    event: str


@dataclass(frozen=True, slots=True)
class PlaceInLog:
    """Where in a producer's log somebody who follows it is from now on, and where he was as far as is known."""

    producer: str
    expected: int
    moved_to: int


class NewsStore:
    """Copies, cursors and effects of one service, in its own database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.written = Counter[str]()
        """How many copies of each kind were written from here: for whoever keeps some in memory."""
        prepare = database.prepare
        self._cursor = prepare(select(CURSORS.c.next_position).where(CURSORS.c.producer == bindparam("of")))
        first = database.insert(CURSORS).values(producer=bindparam("producer"), next_position=0)
        self._begin = prepare(first.on_conflict_do_nothing(index_elements=["producer"]))
        here = (CURSORS.c.producer == bindparam("of"), CURSORS.c.next_position == bindparam("expected"))
        self._move = prepare(update(CURSORS).where(*here).values(next_position=bindparam("moved_to")))
        copy = database.insert(COPIES).values({c.name: bindparam(c.name) for c in COPIES.c})
        set_ = {"parent": copy.excluded.parent, "document": copy.excluded.document}
        self._copy = prepare(copy.on_conflict_do_update(index_elements=["kind", "id"], set_=set_))
        self._find = prepare(
            select(COPIES.c.document).where(COPIES.c.kind == bindparam("its_kind"), COPIES.c.id == bindparam("its_id"))
        )
        self._all = prepare(select(COPIES.c.document).where(COPIES.c.kind == bindparam("its_kind")))
        self._under = prepare(
            select(COPIES.c.document)
            .where(COPIES.c.kind == bindparam("its_kind"), COPIES.c.parent == bindparam("its_parent"))
            .order_by(COPIES.c.id)
        )
        its = (one_of(database, COPIES.c.kind, "kinds"), one_of(database, COPIES.c.id, "ids"))
        self._several = prepare(select(COPIES.c.kind, COPIES.c.id, COPIES.c.document).where(*its))
        under = (COPIES.c.kind == bindparam("its_kind"), one_of(database, COPIES.c.parent, "parents"))
        self._parents = prepare(select(COPIES.c.parent).where(*under).distinct())
        self._below = prepare(
            select(COPIES.c.document)
            .where(
                COPIES.c.kind == bindparam("its_kind"),
                COPIES.c.parent >= bindparam("first"),
                COPIES.c.parent < bindparam("beyond"),
            )
            .order_by(COPIES.c.id)
        )
        self._add_effect = prepare(
            insert(EFFECTS).values(
                {c.name: bindparam(c.name) for c in EFFECTS.c if c.name not in ("id", "note", "attempts", "copied")}
                | {"attempts": 0, "copied": 0}
            )
        )
        self._open_streams = prepare(
            select(EFFECTS.c.stream)
            .where(EFFECTS.c.producer == bindparam("of"), or_(EFFECTS.c.status == PENDING, EFFECTS.c.status == PARKED))
            .distinct()
        )
        self._pending = prepare(select(EFFECTS).where(EFFECTS.c.status == PENDING).order_by(EFFECTS.c.id))
        self._parked = prepare(select(EFFECTS).where(EFFECTS.c.status == PARKED).order_by(EFFECTS.c.id))
        self._parked_streams = prepare(
            select(EFFECTS.c.producer, EFFECTS.c.stream, func.min(EFFECTS.c.id))
            .where(EFFECTS.c.status == PARKED)
            .group_by(EFFECTS.c.producer, EFFECTS.c.stream)
        )
        changed = update(EFFECTS).where(EFFECTS.c.id == bindparam("its_id"))
        changes: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in ("status", "note", "attempts", "changed_at")
        }
        self._change = prepare(changed.values(changes))
        self._copied = prepare(changed.where(EFFECTS.c.copied == 0).values(copied=1))
        self._done = prepare(delete(EFFECTS).where(EFFECTS.c.id == bindparam("its_id")))
        self._count = prepare(select(EFFECTS.c.status, func.count()).group_by(EFFECTS.c.status))
        before = EFFECTS.alias("before")
        same_stream = and_(before.c.producer == EFFECTS.c.producer, before.c.stream == EFFECTS.c.stream)
        parked_before = and_(same_stream, before.c.status == PARKED, before.c.id < EFFECTS.c.id)
        held_up = select(func.count(distinct(EFFECTS.c.id))).select_from(EFFECTS.join(before, parked_before))
        self._held_up = prepare(held_up.where(EFFECTS.c.status == PENDING))

    def cursor(self, producer: str) -> int:
        """The position that is next in line."""
        return int(self.database.value(self._cursor, {"of": producer}) or 0)

    def take(self, place: PlaceInLog, copies: Iterable[CopyWrite], effects: Iterable[NewEffect], now: str) -> None:
        """Copies, effects to come and the cursor, in one transaction. Raises CursorMoved: a replica was quicker."""
        with self.database.transaction() as cursor:
            if not self._moved(cursor, place):
                raise CursorMoved(place.producer)
            self.write_copies(cursor, copies)
            rows = ({**_new_effect(effect), "status": PENDING, "changed_at": now} for effect in effects)
            run_many(cursor, self._add_effect, rows)

    def keep(self, places: Iterable[PlaceInLog]) -> list[PlaceInLog]:
        """Moves these cursors over what concerned nobody, in one transaction. Answers those where a replica was quicker."""
        with self.database.transaction() as cursor:
            return [place for place in places if not self._moved(cursor, place)]

    def _moved(self, cursor: Any, place: PlaceInLog) -> bool:
        run(cursor, self._begin, {"producer": place.producer})
        moved = {"of": place.producer, "expected": place.expected, "moved_to": place.moved_to}
        return bool(run(cursor, self._move, moved).rowcount == 1)

    def write_copies(self, cursor: Any, copies: Iterable[CopyWrite]) -> None:
        rows = [{"kind": c.kind, "id": c.copy_id, "parent": c.parent, "document": c.document} for c in copies]
        run_many(cursor, self._copy, rows)
        self.written.update(str(row["kind"]) for row in rows)

    def copy(self, kind: str, copy_id: str) -> str | None:
        found: str | None = self.database.value(self._find, {"its_kind": kind, "its_id": copy_id})
        return found

    def copy_in(self, cursor: Any, kind: str, copy_id: str) -> str | None:
        """The same, as a transaction sees it."""
        found = run(cursor, self._find, {"its_kind": kind, "its_id": copy_id}).fetchall()
        return next((str(document) for (document,) in found), None)

    def copies(self, kind: str, parent: str) -> list[str]:
        return self.database.column(self._under, {"its_kind": kind, "its_parent": parent})

    def copies_of(self, kinds: Sequence[str], ids: Sequence[str]) -> dict[tuple[str, str], str]:
        """By (kind, id), those that there are."""
        asked = {"kinds": several(self.database, kinds), "ids": several(self.database, ids)}
        rows = self.database.rows(self._several, asked) if ids else []
        return {(str(kind), str(one)): document for kind, one, document in rows}

    def parents_among(self, kind: str, parents: Sequence[str]) -> set[str]:
        """Those of them that have a copy of this kind under them."""
        asked = {"its_kind": kind, "parents": several(self.database, parents)}
        return set(self.database.column(self._parents, asked)) if parents else set()

    def of_kind(self, kind: str) -> list[str]:
        """All of them: of kinds of which there are few."""
        return self.database.column(self._all, {"its_kind": kind})

    def copies_below(self, kind: str, division: str) -> list[str]:
        """Those whose parent is a division that begins with this code."""
        # Codes are digits, and no digit comes after ":".
        return self.database.column(self._below, {"its_kind": kind, "first": division, "beyond": f"{division}:"})

    def open_streams(self, producer: str) -> set[str]:
        """Streams of which something still waits: what follows on them must wait too."""
        return set(self.database.column(self._open_streams, {"of": producer}))

    def ready(self) -> list[Effect]:
        """Pending effects in order, without those behind a parked one of the same stream."""
        parked = self.database.rows(self._parked_streams)
        blocked = {(producer, stream): effect_id for producer, stream, effect_id in parked}
        effects = (Effect(*row) for row in self.database.rows(self._pending))
        return [one for one in effects if one.id < blocked.get((one.producer, one.stream), one.id + 1)]

    def parked(self) -> list[Effect]:
        return [Effect(*row) for row in self.database.rows(self._parked)]

    def copied(self, effect: Effect, copies: Iterable[CopyWrite]) -> None:
        """The effect's copies, and that they are made, in one transaction."""
        with self.database.transaction() as cursor:
            if run(cursor, self._copied, {"its_id": effect.id}).rowcount == 1:
                self.write_copies(cursor, copies)

    def done(self, effect: Effect) -> None:
        self.database.together([(self._done, {"its_id": effect.id})])

    def change(self, effect: Effect, status: str, note: str | None, attempts: int, now: str) -> None:
        values = {"new_status": status, "new_note": note, "new_attempts": attempts, "new_changed_at": now}
        self.database.together([(self._change, {**values, "its_id": effect.id})])

    def held_up(self) -> int:
        """How many pending effects wait behind a parked one: for a person, not for time to pass."""
        return int(self.database.value(self._held_up))

    def counts(self) -> dict[str, int]:
        """How many effects there are by status."""
        return {str(status): int(count) for status, count in self.database.rows(self._count)}


def _new_effect(effect: NewEffect) -> dict[str, Any]:
    return {name: getattr(effect, name) for name in ("producer", "position", "event_id", "stream", "type", "event")}
