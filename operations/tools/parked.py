"""`shangliang parked`: the dead letters. News that could not be applied, due times that could not be done; try again, or give up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import select

from infra.kernel.access.site import Site
from infra.kernel.base.clock import stamp
from infra.kernel.storage import set_aside
from infra.kernel.storage.database import Database
from infra.kernel.storage.news_store import DISCARDED, PENDING, Effect, NewsStore
from infra.kernel.storage.set_aside import DueTimesSetAside, SetAside
from infra.kernel.storage.tables import EFFECTS
from operations.suite.services import SERVICES

DUE = "due-"


class NotParked(ValueError):
    """There is no such parked event or due time."""


@dataclass(frozen=True)
class Tried:
    """What became of something that is tried again. `why` is what it raised, or why it does not fit any more."""

    what: Literal["done", "refused", "parked", "waiting"]
    why: str = ""


def all_parked(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in SERVICES:
        with _database(site, name) as database:
            found.extend(_shown(name, effect) for effect in NewsStore(database).parked())
            found.extend(_shown_due(name, aside) for aside in DueTimesSetAside(database).parked())
    return found


def release(site: Site, service: str, number: str) -> None:
    """Has it tried again: a running suite takes it up within two seconds. Raises NotParked."""
    with _of(site, service) as database:
        if (aside := _due(database, service, number)) is not None:
            DueTimesSetAside(database).change(aside.id, set_aside.RETRY, aside.note)
        else:
            NewsStore(database).change(_effect(database, service, number), PENDING, None, 0, _now())


def discard(site: Site, service: str, number: str, reason: str) -> None:
    """Raises NotParked."""
    with _of(site, service) as database:
        if (aside := _due(database, service, number)) is not None:
            DueTimesSetAside(database).change(aside.id, set_aside.DISCARDED, reason)
        else:
            NewsStore(database).change(_effect(database, service, number), DISCARDED, reason, 0, _now())


def outcome_of(site: Site, service: str, number: str) -> Tried:
    """How it stands with what was released."""
    with _of(site, service) as database:
        if number.startswith(DUE):
            aside = DueTimesSetAside(database).one(int(number.removeprefix(DUE)))
            status, why = (aside.status, aside.note) if aside else (None, None)
        else:
            rows = database.query(select(EFFECTS.c.status, EFFECTS.c.note).where(EFFECTS.c.id == int(number)))
            status, why = rows[0] if rows else (None, None)
    match status:
        case None:
            return Tried("done")
        case "parked":
            return Tried("parked", str(why))
        case "pending" | "retry":
            return Tried("waiting", str(why or ""))
        case _:
            return Tried("refused", str(why))


@contextmanager
def _of(site: Site, service: str) -> Iterator[Database]:
    if service not in SERVICES:
        raise NotParked(f"no service {service}: they are {' '.join(SERVICES)}")
    with _database(site, service) as database:
        yield database


@contextmanager
def _database(site: Site, service: str) -> Iterator[Database]:
    database = Database(site.database(service))
    try:
        yield database
    finally:
        database.dispose()


def _due(database: Database, service: str, number: str) -> SetAside | None:
    """None when the number is an event's."""
    if not number.startswith(DUE):
        return None
    for one in DueTimesSetAside(database).parked():
        if f"{DUE}{one.id}" == number:
            return one
    raise NotParked(f"{service} has no due time {number} set aside; `shangliang parked` lists them")


def _effect(database: Database, service: str, number: str) -> Effect:
    for one in NewsStore(database).parked():
        if str(one.id) == number:
            return one
    raise NotParked(f"{service} has no parked event {number}; `shangliang parked` lists them")


def _now() -> str:
    return stamp(datetime.now(UTC))


def _shown(service: str, effect: Effect) -> dict[str, Any]:
    return {
        "service": service,
        "number": effect.id,
        "producer": effect.producer,
        "position": effect.position,
        "stream": effect.stream,
        "type": effect.type,
        "event_id": effect.event_id,
        "error": effect.note,
        "attempts": effect.attempts,
        "parked_at": effect.changed_at,
    }


def _shown_due(service: str, aside: SetAside) -> dict[str, Any]:
    """`type` is the command that was to be given; empty where the record itself could not be read."""
    return {
        "service": service,
        "number": f"{DUE}{aside.id}",
        "stream": aside.stream,
        "type": aside.command,
        "due_at": aside.due_at,
        "error": aside.note,
        "parked_at": aside.changed_at,
    }
