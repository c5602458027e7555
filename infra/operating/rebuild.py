"""`shangliang rebuild`: one service's read tables from the logs."""

from collections.abc import Callable

from infra.kernel import rebuilding
from infra.kernel.database import Database
from infra.kernel.site import Site
from infra.kernel.sql_store import SqlStore
from infra.operating.lag import makeup_of
from infra.suite import SERVICES


class CannotRebuild(ValueError):
    """The message says why, and what to do."""


def rebuild_service(site: Site, service: str, progress: Callable[[int, int], None]) -> int:
    """Answers how many events were replayed. Raises CannotRebuild."""
    if service not in SERVICES:
        raise CannotRebuild(f"no service {service}: they are {' '.join(SERVICES)}")
    database = Database(site.database(service))
    logs = {name: SqlStore(Database(site.database(name)), name) for name in SERVICES}
    counted = rebuilding.Rebuilding(makeup_of(service), database, logs.__getitem__).run(progress)
    for one in (database, *(log.database for log in logs.values())):
        one.dispose()
    return counted


def canonical_dump(site: Site, service: str) -> str:
    """The service's derived tables as text."""
    database = Database(site.database(service))
    text = "".join(f"{line}\n" for line in rebuilding.canonical_dump(database))
    database.dispose()
    return text
