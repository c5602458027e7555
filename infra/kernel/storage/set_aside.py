"""Due times whose command raised (dead letters): kept until a person has them tried again, or gives them up with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update

from infra.kernel.base.clock import stamp
from infra.kernel.storage.database import Bound, Database
from infra.kernel.storage.tables import DUE, SET_ASIDE

PARKED, RETRY, DISCARDED, REFUSED = "parked", "retry", "discarded", "refused"

_OF_WHAT_IS_DUE = and_(SET_ASIDE.c.stream == DUE.c.stream, SET_ASIDE.c.due_at == DUE.c.at)
# A record that has moved on has another due time, or none: what was set aside before is then over.
_UNREAD_AND_GIVEN_UP = and_(SET_ASIDE.c.status == DISCARDED, SET_ASIDE.c.command == "")
HELD = exists().where(_OF_WHAT_IS_DUE, or_(SET_ASIDE.c.status == PARKED, _UNREAD_AND_GIVEN_UP))


@dataclass(frozen=True, slots=True)
class SetAside:
    """`command` is empty where the stream itself could not be read. `note` is what it raised, or why it was given up."""

    id: int
    stream: str
    due_at: str
    command: str
    status: str
    note: str | None
    changed_at: str


class DueTimesSetAside:
    """Those of one service, in its own database."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database, self._now = database, now
        prepare = database.prepare
        row = database.insert(SET_ASIDE).values(
            {name: bindparam(name) for name in ("stream", "due_at", "command", "status", "note", "changed_at")}
        )
        kept = {name: row.excluded[name] for name in ("status", "note", "changed_at")}
        again = row.on_conflict_do_update(index_elements=["stream", "due_at", "command"], set_=kept)
        self._park = prepare(again.inline())
        which = SET_ASIDE.c.id == bindparam("its_id")
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("status", "note", "changed_at")}
        self._change = prepare(update(SET_ASIDE).where(which).values(changed))
        self._one = prepare(select(SET_ASIDE).where(which))
        still = select(SET_ASIDE).join(DUE, _OF_WHAT_IS_DUE).where(SET_ASIDE.c.status == PARKED)
        self._parked = prepare(still.order_by(SET_ASIDE.c.id))
        self._count = prepare(select(func.count()).select_from(still.subquery()))
        of = and_(SET_ASIDE.c.stream == bindparam("its_stream"), SET_ASIDE.c.due_at == bindparam("its_due_at"))
        self._given_up = prepare(select(SET_ASIDE.c.command).where(of, SET_ASIDE.c.status == DISCARDED))
        tried = delete(SET_ASIDE).where(of, SET_ASIDE.c.status == RETRY)
        self._done = prepare(tried)
        refused = update(SET_ASIDE).where(of, SET_ASIDE.c.status == RETRY)
        self._refused = prepare(refused.values(status=REFUSED, note=bindparam("why"), changed_at=bindparam("now")))

    def park(self, stream: str, due_at: str, command: str, error: str) -> None:
        values = {"stream": stream, "due_at": due_at, "command": command, "status": PARKED, "note": error}
        self._database.together([(self._park, {**values, "changed_at": stamp(self._now())})])

    def change(self, number: int, status: str, note: str | None) -> None:
        now = stamp(self._now())
        values = {"its_id": number, "new_status": status, "new_note": note, "new_changed_at": now}
        self._database.together([(self._change, values)])

    def one(self, number: int) -> SetAside | None:
        rows = self._database.rows(self._one, {"its_id": number})
        return SetAside(*rows[0]) if rows else None

    def parked(self) -> list[SetAside]:
        return [SetAside(*row) for row in self._database.rows(self._parked)]

    def count(self) -> int:
        return int(self._database.rows(self._count)[0][0])

    def given_up(self, stream: str, due_at: str) -> set[str]:
        """The commands that are not to be tried any more."""
        return {
            str(row[0]) for row in self._database.rows(self._given_up, {"its_stream": stream, "its_due_at": due_at})
        }

    def tried(self, stream: str, due_at: str, refused: str | None) -> None:
        """What was to be tried again has been: done, or refused for the reason given."""
        of = {"its_stream": stream, "its_due_at": due_at}
        bound: Bound = (self._done, of)
        if refused is not None:
            bound = (self._refused, {**of, "why": refused, "now": stamp(self._now())})
        self._database.together([bound])
