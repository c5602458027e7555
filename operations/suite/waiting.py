"""Waiting for the database and the broker: one that is down comes back, one that refuses us needs a person."""

import re
import time
from collections.abc import Callable

import structlog

from infra.kernel.access.site import SiteProblem
from infra.kernel.entrypoints import BROKER_FAILURES, door
from infra.kernel.running.runtime import DATABASE_FAILURES

REFUSED_TRIES = 3
PAUSE_SECONDS = 2.0
TOLD_EVERY = 15
# The driver has no code for what goes wrong before a session begins, only the server's words.
DATABASE_REFUSALS = re.compile(
    r"password authentication failed|permission denied for database|no pg_hba\.conf entry"
    r'|(role|database) "[^"]*" does not exist'
)

log = structlog.get_logger("shangliang.waiting")


def for_database(work: Callable[[], None], tries: int | None = None) -> None:
    """Does what needs the database as soon as it answers; for ever, or so many times. Raises SiteProblem."""
    _until("database", work, DATABASE_FAILURES, refused_by_database, tries)


def for_broker(url: str, work: Callable[[], None], tries: int | None = None) -> None:
    """The same for the broker."""
    _until("broker", work, BROKER_FAILURES, lambda failure: door.refusal(url, failure), tries)


def refused_by_database(failure: BaseException) -> str | None:
    """What is wrong and what to do, when the server answered that we may not come in; None when it is only away."""
    said = str(failure)
    if not DATABASE_REFUSALS.search(said):
        return None
    reason = said.partition("FATAL:")[2].strip().splitlines()[0]
    return (
        f"PostgreSQL refuses us: {reason}. Put the right user, password and database into DATABASE_URL and "
        "PERSONAL_DATABASE_URL (docker compose takes the passwords from .env), then start again"
    )


def _until(
    what: str,
    work: Callable[[], None],
    failures: tuple[type[BaseException], ...],
    refusal_of: Callable[[BaseException], str | None],
    tries: int | None,
) -> None:
    done = refused = 0
    while True:
        try:
            work()
            return
        except failures as failure:
            done += 1
            refusal = refusal_of(failure)
            refused = refused + 1 if refusal else 0
            # Refused once may mean that the server is still being set up.
            if refusal and refused == REFUSED_TRIES:
                raise SiteProblem(refusal) from failure
            if done == tries:
                raise SiteProblem(f"the {what} does not answer: {failure}") from failure
            if done % TOLD_EVERY == 1:
                log.warning("does not answer; trying again", what=what, error=str(failure).strip(), tries=done)
        time.sleep(PAUSE_SECONDS)
