"""Time is an actor: whatever a record's state says must happen at a time is done then, as SYS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import bindparam, func, select, update

from infra.kernel.access.places import SYSTEM
from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import Refusal, Unavailable
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.folding import Folded
from infra.kernel.commands.undecodable import first_undecodable
from infra.kernel.contract.codec import UnknownEventType
from infra.kernel.contract.lifecycle import NewsMissing
from infra.kernel.storage.database import AWAY, Database, run
from infra.kernel.storage.set_aside import HELD, DueTimesSetAside
from infra.kernel.storage.tables import DUE

BATCH = 200
NOT_YET = timedelta(hours=6)
NOT_HEARD_YET = timedelta(minutes=1)

log = structlog.get_logger("shangliang.due")


class DueTimes:
    """Runs what is due. A command that its conditions refuse is tried again six hours (domain time) later, one for which
    news has not arrived yet after a minute.

    One that raises anything else is set aside with its stream, and all the others go on.
    """

    def __init__(
        self, database: Database, handler: CommandHandler, set_aside: DueTimesSetAside, now: Callable[[], datetime]
    ) -> None:
        self._database, self._handler, self._set_aside, self._now = database, handler, set_aside, now
        self._left = False
        at = func.coalesce(DUE.c.postponed_to, DUE.c.at)
        ripe = (at <= bindparam("now"), ~HELD)
        self._ripe = database.prepare(select(DUE.c.stream, DUE.c.at).where(*ripe).order_by(at).limit(BATCH))
        self._count = database.prepare(select(func.count()).select_from(DUE).where(*ripe))
        self._next = database.prepare(select(func.min(at)).where(~HELD))
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
        """Does what is due now; answers how many streams it looked at. Raises what a database that is away raises.

        A record that a newer version of the program has written is left to a replica of that version.
        """
        ripe = [(str(stream), str(at)) for stream, at in self._database.rows(self._ripe, {"now": stamp(self._now())})]
        looked_at = [self._looked_at(stream, at) for stream, at in ripe]
        self._left = not all(looked_at)
        return sum(looked_at)

    def _looked_at(self, stream: str, due_at: str) -> bool:
        """False when it is left as it is, for another replica or until later."""
        given = Giving(stream, due_at)
        try:
            self._run(given)
        except (UnknownEventType, Unavailable) as left:
            log.warning("due, but left for now", stream=stream, why=str(left))
            return False
        except AWAY:
            raise
        except Exception as error:
            self._park(given, error)
        return True

    def _park(self, given: "Giving", error: Exception) -> None:
        unread = first_undecodable(self._handler.lifecycles, self._handler.store.stream(given.stream))
        why = str(unread) if unread else repr(error)
        log.error("due time set aside", stream=given.stream, command=given.command, error=why)
        self._set_aside.park(given.stream, given.due_at, given.command, why)

    def _run(self, given: "Giving") -> None:
        folded = self._handler.streams.load(given.stream, fresh=True)
        owner = self._handler.lifecycles.by_name[given.stream.partition("-")[0]]
        assert owner.due is not None
        now, given_up = self._now(), self._set_aside.given_up(given.stream, given.due_at)
        due = sorted((one for one in owner.due(folded.state) if _name(one[1]) not in given_up), key=lambda one: one[0])
        refused: str | None = None
        for at, command in (one for one in due if one[0] <= now):
            given.command = _name(command)
            if (refused := self._refused(given, command, at, folded)) is None:
                break
        else:
            self._later(given.stream, min([now + given.again_after, *(at for at, _command in due if at > now)]))
        self._set_aside.tried(given.stream, given.due_at, refused)

    def _refused(self, given: "Giving", command: Any, at: datetime, folded: Folded) -> str | None:
        """Why it is not possible yet; None when it is done. Raises Unavailable."""
        key = f"due/{folded.stream}/{_name(command)}/{folded.version}"
        try:
            self._handler.give(command, SYSTEM, key, correlation_id="", causation_id=None, occurred_at=at, seen=folded)
        except Unavailable:
            raise
        except (Refusal, NewsMissing) as refusal:
            given.again_after = NOT_HEARD_YET if isinstance(refusal, NewsMissing) else NOT_YET
            log.info("due but not possible yet", stream=folded.stream, command=_name(command), why=str(refusal))
            return str(refusal)
        return None

    def _later(self, stream: str, until: datetime) -> None:
        with self._database.transaction() as cursor:
            run(cursor, self._postpone, {"its_stream": stream, "later": stamp(until)})


@dataclass
class Giving:
    """Which due time is being looked at, and the command that is just given for it."""

    stream: str
    due_at: str
    command: str = ""
    again_after: timedelta = NOT_YET


def _name(command: object) -> str:
    return type(command).__name__
