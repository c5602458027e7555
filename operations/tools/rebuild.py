"""`shangliang rebuild`: one service's read tables from the logs."""

from collections.abc import Callable

from infra.kernel.access.site import AUDIT, Site
from infra.kernel.commands.undecodable import Undecodable
from infra.kernel.running import read_table_rebuild
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import FOLLOWERS, SERVICES, definition_of
from services.audit import ledger_rebuild as ledger
from services.audit.following import OlderThanTheLedger
from services.audit.sealing import NotConsistent
from services.audit.starting import LedgerRefused


class CannotRebuild(ValueError):
    """The message says why, and what to do."""


def rebuild_service(site: Site, service: str, progress: Callable[[int, int], None]) -> int:
    """Answers how many events were replayed. Raises CannotRebuild."""
    if service == AUDIT:
        return _rebuild_ledger(site, progress)
    if service not in SERVICES:
        raise CannotRebuild(f"no service {service}: they are {' '.join(SERVICES)} {AUDIT}")
    database = Database(site.database(service))
    logs = {name: SqlStore(Database(site.database(name)), name) for name in SERVICES}
    try:
        return read_table_rebuild.ReadTableRebuild(definition_of(service), database, logs.__getitem__).run(progress)
    except Undecodable as event:
        raise CannotRebuild(
            f"重建未进行 nothing was rebuilt: {service} cannot read {event}. `shangliang doctor` says what to do"
        ) from event
    finally:
        for one in (database, *(log.database for log in logs.values())):
            one.dispose()


def _rebuild_ledger(site: Site, progress: Callable[[int, int], None]) -> int:
    if site.ledger is None:
        raise CannotRebuild("LEDGER_DIR is not set: this is done where the audit service's folder is")
    try:
        return ledger.rebuild(site, site.ledger, FOLLOWERS[AUDIT].producers, progress)
    except (LedgerRefused, NotConsistent, OlderThanTheLedger) as refused:
        raise CannotRebuild(str(refused)) from refused


def canonical_dump(site: Site, service: str) -> str:
    """The service's derived tables as text."""
    database = Database(site.database(service))
    text = "".join(f"{line}\n" for line in read_table_rebuild.canonical_dump(database))
    database.dispose()
    return text
