"""Records that come many at once, as they were at an earlier time: from the events that brought them, in one pass.

Such a record has no stream of its own. To fold the stream for each of them would read everything once for each.
"""

from collections.abc import Iterator

from sqlalchemy import select

from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.envelope import PartialEnvelope
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.reading.then import Then
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import EVENTS
from infra.kernel.storage.words import words_of


def brought(database: Database, lifecycles: Lifecycles, lifecycle: Lifecycle, until: str) -> dict[str, Then]:
    """Every record of that kind which was there by then, as the last event that brought it said."""
    return {one.record_id: one for one in _told(database, lifecycles, lifecycle, until)}


def _told(database: Database, lifecycles: Lifecycles, lifecycle: Lifecycle, until: str) -> Iterator[Then]:
    assert lifecycle.bulk_rows is not None
    columns = [EVENTS.c[name] for name in ("version", "stream", "type", "schema_version", "recorded_at", "payload")]
    names = [event_type.name for event_type in lifecycle.events]
    wanted = select(*columns).where(EVENTS.c.type.in_(names), EVENTS.c.recorded_at <= until)
    for version, stream, kind, schema_version, recorded_at, payload in database.query(
        wanted.order_by(EVENTS.c.inserted)
    ):
        told = PartialEnvelope(stream, kind, schema_version, recorded_at, payload)
        event = lifecycles.codec.decode(told)
        state = str(lifecycle.evolve(None, event).state)
        for record_id, row in lifecycle.bulk_rows(event):
            words = words_of(row, state, lifecycle.kept_inside)
            yield Then(
                lifecycle.collection, record_id, stream, None, state, version, recorded_at, recorded_at, row, words
            )
