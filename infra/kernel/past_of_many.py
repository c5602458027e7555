"""Records that come many at once, as they were at an earlier time: from the events that brought them, in one pass.

Such a record has no stream of its own. To fold the stream for each of them would read everything once for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from infra.kernel.database import Database
from infra.kernel.envelope import Told
from infra.kernel.folding import Lifecycles
from infra.kernel.lifecycle import Lifecycle, Row
from infra.kernel.tables import EVENTS


@dataclass(frozen=True, slots=True)
class Brought:
    """What was said last of such a record: in which event, and how it could be read since."""

    record_id: str
    stream: str
    version: int
    at: str
    state: str
    row: Row


def brought(database: Database, lifecycles: Lifecycles, lifecycle: Lifecycle, until: str) -> dict[str, Brought]:
    """Every record of that kind which was there by then."""
    return {one.record_id: one for one in _told(database, lifecycles, lifecycle, until)}


def _told(database: Database, lifecycles: Lifecycles, lifecycle: Lifecycle, until: str) -> Iterator[Brought]:
    assert lifecycle.bulk_rows is not None
    columns = [EVENTS.c[name] for name in ("version", "stream", "type", "schema_version", "recorded_at", "payload")]
    names = [event_type.name for event_type in lifecycle.events]
    wanted = select(*columns).where(EVENTS.c.type.in_(names), EVENTS.c.recorded_at <= until)
    for version, stream, kind, schema_version, recorded_at, payload in database.query(
        wanted.order_by(EVENTS.c.inserted)
    ):
        told = Told(stream, kind, schema_version, recorded_at, payload)
        event = lifecycles.codec.decode(told)
        state = str(lifecycle.evolve(None, event).state)
        for record_id, row in lifecycle.bulk_rows(event):
            yield Brought(record_id, stream, version, recorded_at, state, row)
