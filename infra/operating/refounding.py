"""`shangliang rebuild-site`: every service's database on an empty machine, from the ledger's folder alone."""

from collections.abc import Callable

from infra.first_start import keep_founded
from infra.kernel.database import Database
from infra.kernel.migrate import migrate
from infra.kernel.site import AUDIT, Site
from infra.ledger.directory import LedgerDirectory
from infra.operating.rebuild import rebuild_service
from infra.operating.replaying import CannotReplay, SealedLog, go_on_from
from infra.suite import WITH_DATABASES
from services.audit.checkpoints import checkpoint_in
from services.audit.keys import LOG
from services.audit.refounding import last_signed, refound
from services.audit.starting import LedgerRefused


def rebuild_site(site: Site, progress: Callable[[int, int], None]) -> dict[str, int]:
    """How many events each service got back. What was broken off goes on. Raises CannotReplay."""
    if site.ledger is None:
        raise CannotReplay("LEDGER_DIR is not set: this is done where the ledger's folder is")
    try:
        note = last_signed(site.ledger)
        log = SealedLog(LedgerDirectory(site.ledger / LOG), checkpoint_in(note).size, note.decode())
        migrate(site, list(WITH_DATABASES))
        counted = go_on_from(log, site, progress)
        keep_founded(site)
        database = Database(site.database(AUDIT))
        refound(database, site.ledger)
        database.dispose()
    except LedgerRefused as refused:
        raise CannotReplay(str(refused)) from refused
    rebuild_service(site, AUDIT, progress)
    return counted
