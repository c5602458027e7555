"""Whether the next start could go on with the ledger: its key, its origin, its last checkpoint."""

from collections.abc import Iterator

from infra.kernel.access.site import AUDIT, Site, SiteProblem
from infra.kernel.storage.database import Database
from operations.doctor.finding import Finding
from operations.suite.first_start import ledger_may_go_on
from services.audit.checkpoints import Checkpoints
from services.audit.keys import KEY


def ledger_cannot_go_on(site: Site) -> Iterator[Finding]:
    """What the next start would refuse to go on with; a ledger that was never begun has nothing to go on with."""
    if site.ledger is None or not ((site.ledger / KEY).exists() or _was_signed(site)):
        return
    try:
        ledger_may_go_on(site)
    except SiteProblem as problem:
        yield Finding(str(problem), "mend that first: the suite would not start again (docs/operations.md, Restore)")


def _was_signed(site: Site) -> bool:
    database = Database(site.database(AUDIT))
    signed = Checkpoints(database).last() is not None
    database.dispose()
    return signed
