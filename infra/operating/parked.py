"""`shangliang parked`: what could not be applied; try again, or give up with a reason."""

from datetime import UTC, datetime
from typing import Any

from infra.kernel.clock import stamp
from infra.kernel.database import Database
from infra.kernel.news_store import DISCARDED, PENDING, Effect, NewsStore
from infra.kernel.site import Site
from infra.suite import SERVICES


class NotParked(ValueError):
    """There is no such parked event."""


def all_parked(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in SERVICES:
        database = Database(site.database(name))
        found.extend(_shown(name, effect) for effect in NewsStore(database).parked())
        database.dispose()
    return found


def retry(site: Site, service: str, number: int) -> None:
    """Raises NotParked. A running suite takes it up within two seconds."""
    _change(site, service, number, PENDING, None)


def discard(site: Site, service: str, number: int, reason: str) -> None:
    """Raises NotParked."""
    _change(site, service, number, DISCARDED, reason)


def _change(site: Site, service: str, number: int, status: str, note: str | None) -> None:
    if service not in SERVICES:
        raise NotParked(f"no service {service}: they are {' '.join(SERVICES)}")
    database = Database(site.database(service))
    news = NewsStore(database)
    effect = next((one for one in news.parked() if one.id == number), None)
    if effect is None:
        raise NotParked(f"{service} has no parked event {number}; `shangliang parked` lists them")
    news.change(effect, status, note, 0, stamp(datetime.now(UTC)))
    database.dispose()


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
