"""What is thrown away with time: answers kept for clients' idempotency keys, after seven days."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, bindparam, delete

from infra.kernel.base.clock import stamp
from infra.kernel.storage.database import Database, run
from infra.kernel.storage.store import WITHOUT_A_COMMAND
from infra.kernel.storage.tables import COMMANDS

KEPT = timedelta(days=7)
EVERY_SECONDS = 3600.0
# The system's own keys make reactions take effect once however late they are tried again: they stay.
OURS = ("token:::SYS", WITHOUT_A_COMMAND)


def forget_old_answers(database: Database, now: datetime) -> None:
    """Deletes the answers of clients' commands that are more than seven days old (real time)."""
    old = and_(COMMANDS.c.kept_since < bindparam("before"), *(COMMANDS.c.caller != caller for caller in OURS))
    with database.transaction() as cursor:
        run(cursor, database.prepare(delete(COMMANDS).where(old)), {"before": stamp(now.astimezone(UTC) - KEPT)})
