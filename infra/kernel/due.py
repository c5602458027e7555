"""Time is an actor: whatever a record's state says must happen at a time is done then, as SYS."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import bindparam, func, select, update

from infra.kernel.clock import moment, stamp
from infra.kernel.codec import UnknownEventType
from infra.kernel.database import Database, run
from infra.kernel.decide import Decider
from infra.kernel.folding import Folded
from infra.kernel.lifecycle import NewsMissing
from infra.kernel.places import SYSTEM
from infra.kernel.problems import Refusal
from infra.kernel.tables import DUE

BATCH = 200
NOT_YET = timedelta(hours=6)

log = structlog.get_logger("shangliang.due")


class DueTimes:
    """Runs what is due. A command that its conditions refuse is tried again six hours (domain time) later."""

    def __init__(self, database: Database, decider: Decider, now: Callable[[], datetime]) -> None:
        self._database, self._decider, self._now = database, decider, now
        self._left = False
        ripe = func.coalesce(DUE.c.postponed_to, DUE.c.at)
        self._ripe = database.prepare(select(DUE.c.stream).where(ripe <= bindparam("now")).order_by(ripe).limit(BATCH))
        self._count = database.prepare(select(func.count()).select_from(DUE).where(ripe <= bindparam("now")))
        self._next = database.prepare(select(func.min(ripe)))
        later = update(DUE).where(DUE.c.stream == bindparam("its_stream")).values(postponed_to=bindparam("later"))
        self._postpone = database.prepare(later)

    def waiting(self) -> int:
        return int(self._database.value(self._count, {"now": stamp(self._now())}))

    def next(self) -> str | None:
        """When something next falls due, domain time."""
        found: str | None = self._database.value(self._next)
        return found

    def seconds_to_next(self, most: float) -> float:
        at = self.next()
        return most if at is None or self._left else max(0.0, min(most, (moment(at) - self._now()).total_seconds()))

    def run(self) -> int:
        """Does what is due now; answers how many streams it looked at.

        A record that a newer version of the program has written is left to a replica of that version.
        """
        streams = self._database.column(self._ripe, {"now": stamp(self._now())})
        understood = [self._understood(stream) for stream in streams]
        self._left = not all(understood)
        return sum(understood)

    def _understood(self, stream: str) -> bool:
        try:
            self._run(stream)
        except UnknownEventType as newer:
            log.warning("due, but left to a newer replica", stream=stream, why=str(newer))
            return False
        return True

    def _run(self, stream: str) -> None:
        folded = self._decider.streams.load(stream, fresh=True)
        owner = self._decider.lifecycles.by_name[stream.partition("-")[0]]
        assert owner.due is not None
        now = self._now()
        ripe = sorted((one for one in owner.due(folded.state) if one[0] <= now), key=lambda one: one[0])
        if not any(self._given(command, folded) for _at, command in ripe):
            self._later(stream, now + NOT_YET)

    def _given(self, command: Any, folded: Folded) -> bool:
        key = f"due/{folded.stream}/{type(command).__name__}/{folded.version}"
        try:
            self._decider.give(command, SYSTEM, key, correlation_id="", causation_id=None)
        except (Refusal, NewsMissing) as refusal:
            log.info("due but not possible yet", stream=folded.stream, command=type(command).__name__, why=str(refusal))
            return False
        return True

    def _later(self, stream: str, until: datetime) -> None:
        with self._database.transaction() as cursor:
            run(cursor, self._postpone, {"its_stream": stream, "later": stamp(until)})
