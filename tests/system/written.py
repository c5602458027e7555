"""What is in the databases of a running suite, read beside it with plain SQL: the proof that nothing was written."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.system.api import eventually

SERVICES = ("members", "topics", "meetings", "outcomes")
MOVES_WITH_EVERY_COMMAND = (
    "select count(*), max(inserted), max(position) from events",
    "select count(*) from commands",
    "select count(*), sum(version), max(updated_at) from records",
    "select count(*), max(at) from due",
)
NOT_YET_DONE = (
    "select count(*) from events where position is null",
    "select count(*) from effects where status = 'pending'",
)


def rows(folder: Path, service: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{folder}/{service}.sqlite?mode=ro", uri=True, timeout=60)) as database:
        return database.execute(query, values).fetchall()


def everything(folder: Path) -> dict[str, list[Any]]:
    """A picture of every log, every kept answer, every read row and every due time; taken when nothing is under way."""
    eventually(lambda: unfinished(folder), lambda waiting: not waiting)
    return {service: [rows(folder, service, query) for query in MOVES_WITH_EVERY_COMMAND] for service in SERVICES}


def unfinished(folder: Path) -> list[str]:
    """What the services have still to number, to apply or to read of one another."""
    heads = {service: rows(folder, service, "select count(*) from events")[0][0] for service in SERVICES}
    waiting = [f"{one}: {query}" for one in SERVICES for query in NOT_YET_DONE if rows(folder, one, query)[0][0]]
    for service in SERVICES:
        for producer, position in rows(folder, service, "select producer, next_position from cursors"):
            if position < heads[producer.partition("/")[0]]:
                waiting.append(f"{service} is at {position} of {producer}'s {heads[producer.partition('/')[0]]}")
    return waiting


def traces(folder: Path, correlation_ids: Iterable[str], keys: Iterable[str]) -> list[str]:
    """Whatever any log or any kept answer has of these requests."""
    wanted, given = set(correlation_ids), set(keys)
    found: list[str] = []
    for service in SERVICES:
        found += [one for (one,) in rows(folder, service, "select correlation_id from events") if one in wanted]
        found += [one for (one,) in rows(folder, service, "select key from commands") if one in given]
    return found
