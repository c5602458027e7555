"""What is wrong in the logs themselves: events that this program cannot read."""

from collections.abc import Iterator
from itertools import islice

from infra.kernel.access.site import Site
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.undecodable import Undecodable, undecodable
from infra.kernel.contract.codec import UnknownEventType
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from operations.doctor.finding import Finding
from operations.suite.services import SERVICES

PAGE = 2_000
# Where one is wrong many are; the first say it all.
MOST = 5


def undecodable_events(site: Site) -> Iterator[Finding]:
    """The first few of each service's log; every event is looked at."""
    for name in SERVICES:
        database = Database(site.database(name))
        for found, newer in islice(_of(SqlStore(database, name), Lifecycles(SERVICES[name].lifecycles)), MOST):
            yield Finding(f"{name} cannot read {found}", _NEWER if newer else _SPOILT)
        database.dispose()


_NEWER = "bring the program up to date, then: shangliang parked"
_SPOILT = (
    "its record cannot be used, all others can: shangliang verify says whether the event was changed after it was recorded; "
    "if it was, bring this database back from the backup; if not, report it: a version that reads it is needed"
)


def _of(store: SqlStore, lifecycles: Lifecycles) -> Iterator[tuple[Undecodable, bool]]:
    for event in _log(store):
        try:
            lifecycles.codec.decode(event)
        except UnknownEventType as newer:
            yield undecodable(event, newer), True
        except Exception as error:
            yield undecodable(event, error), False


def _log(store: SqlStore) -> Iterator[Recorded]:
    start = 0
    while page := store.log(start, PAGE):
        yield from page
        start = page[-1].position + 1
