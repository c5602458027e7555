"""`shangliang rebuild-site`: every service's database on an empty machine, from the ledger's folder alone."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from infra.kernel.access.site import AUDIT, Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.migrate import migrate
from infra.ledger.directory import LedgerDirectory, kept_path
from infra.ledger.notes import NoteVerifier, open_note
from operations.replay.replaying import CannotReplay, SealedLog, go_on_from, read_as_sealed, signed_log
from operations.suite.first_start import mark_as_begun
from operations.suite.services import WITH_DATABASES
from operations.tools.rebuild import CannotRebuild, rebuild_service
from services.audit.checkpoints import Forked
from services.audit.database_from_files import fill_from_files, last_signed
from services.audit.keys import LOG, WITNESS_KEY, read_keys_but_witness


def rebuild_site(site: Site, progress: Callable[[int, int], None]) -> dict[str, int]:
    """How many events each service got back. What was broken off goes on. Raises CannotReplay, SiteProblem."""
    if site.ledger is None:
        raise CannotReplay("LEDGER_DIR is not set: this is done where the ledger's folder is")
    note, vkey = _newest(site.ledger), read_keys_but_witness(site.ledger).vkey
    log = signed_log(LedgerDirectory(site.ledger / LOG), note, [vkey])
    log.read_all()
    _read_kept(log.directory, vkey)
    try:
        return _from(log, site, site.ledger, progress)
    except (CannotRebuild, Forked) as cannot:
        raise CannotReplay(str(cannot)) from cannot


def _newest(ledger: Path) -> bytes:
    with read_as_sealed(ledger):
        return last_signed(ledger)


def _read_kept(directory: LedgerDirectory, vkey: str) -> None:
    with read_as_sealed(directory.folder):
        for size in directory.kept():
            open_note(directory.read(kept_path(size)), [NoteVerifier(vkey)])


def _from(log: SealedLog, site: Site, ledger: Path, progress: Callable[[int, int], None]) -> dict[str, int]:
    migrate(site, list(WITH_DATABASES))
    counted = go_on_from(log, site, progress)
    mark_as_begun(site)
    database = Database(site.database(AUDIT))
    fill_from_files(database, ledger)
    database.dispose()
    rebuild_service(site, AUDIT, progress)
    _set_aside_as_witness(ledger)
    return counted


def _set_aside_as_witness(ledger: Path) -> None:
    """What it cosigned for others is in no ledger of its own: under the old key it could cosign another history of theirs."""
    with suppress(FileNotFoundError):
        (ledger / WITNESS_KEY).replace(ledger / f"{WITNESS_KEY}.before-rebuild")
