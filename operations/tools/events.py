"""`shangliang events`: what was recorded, as the contract's JSON objects."""

import time
from collections.abc import Iterator
from typing import Any

import msgspec

from infra.kernel.access.site import Site
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import SERVICES

PAGE = 500
LOOK_SECONDS = 0.2


class UnknownService(ValueError):
    """There is no such service."""


def recorded(site: Site, service: str | None, stream: str | None, after: int, follow: bool) -> Iterator[dict[str, Any]]:
    """Service by service, each in the order of positions; with `follow`, on and on. Raises UnknownService."""
    if service is not None and service not in SERVICES:
        raise UnknownService(f"no service {service}: they are {' '.join(SERVICES)}")
    stores = {name: SqlStore(Database(site.database(name)), name) for name in ([service] if service else SERVICES)}
    next_positions = dict.fromkeys(stores, after + 1)
    while True:
        found = False
        for name, store in stores.items():
            while page := store.log(next_positions[name], PAGE):
                next_positions[name], found = page[-1].position + 1, True
                yield from (as_json(event) for event in page if stream in (None, event.stream))
        if not follow:
            return
        if not found:
            time.sleep(LOOK_SECONDS)


def as_json(event: Recorded) -> dict[str, Any]:
    """In the order of the contract."""
    return {
        "service": event.service,
        "position": event.position,
        "stream": event.stream,
        "version": event.version,
        "type": event.type,
        "schema_version": event.schema_version,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "actor": event.actor,
        "role": event.role,
        "organisation": event.organisation,
        "division": event.division,
        "command_id": event.command_id,
        "correlation_id": event.correlation_id,
        "causation_id": event.causation_id,
        "payload": msgspec.json.decode(event.payload),
        "event_id": event.event_id,
    }
