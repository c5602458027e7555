"""A site on SQLite with one topic's stream that this program cannot read, and that is due."""

from pathlib import Path

from sqlalchemy import insert

from infra.kernel.access.site import Site, embedded_site
from infra.kernel.base.ids import new_id
from infra.kernel.storage.database import Database, run
from infra.kernel.storage.migrate import migrate
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import Writes
from infra.kernel.storage.tables import DUE
from operations.suite.services import WITH_DATABASES
from tests.contract.store.stores import command, event

TOPIC = "topic-01a20000-0000-7000-8000-000000000001"
LONG_AGO = "2020-01-01T00:00:00.000000+00:00"


def new_site(folder: Path) -> Site:
    site = embedded_site(folder, demo_clock=False)
    migrate(site, list(WITH_DATABASES))
    return site


def undecodable(site: Site, kind: str = "TopicApproved") -> str:
    """Puts the event there; answers its id."""
    database, event_id = Database(site.database("topics")), new_id()
    store = SqlStore(database, "topics")
    store.commit(Writes(command(), [event(TOPIC, 1, '{"topic_id": 5}', type=kind, event_id=event_id)]))
    store.number(10)
    database.dispose()
    return event_id


def due_now(site: Site) -> None:
    database = Database(site.database("topics"))
    row = {"stream": TOPIC, "at": LONG_AGO, "postponed_to": None}
    with database.transaction() as cursor:
        run(cursor, database.prepare(insert(DUE).values(row)), {})
    database.dispose()
