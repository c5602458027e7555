"""Rebuilds what is derived in the ledger: files from the batches and the services' logs, the index from the bundles.

A file is written only when it leads to the very root that was signed: what the logs no longer say is never invented.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from infra.kernel.access.site import Site
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.ledger.directory import LedgerDirectory
from services.audit.batches import Batches
from services.audit.checkpoints import Checkpoints, Notices
from services.audit.following import Following
from services.audit.index import Index
from services.audit.keys import LOG, read_keys
from services.audit.sealing import File, Ledger, Sealer
from services.audit.starting import LedgerRefused, check


class Logs:
    """The services' logs straight from their databases, for when no service runs."""

    def __init__(self, site: Site, producers: tuple[str, ...]) -> None:
        self._stores = {name: SqlStore(Database(site.database(name)), name) for name in producers}

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        return self._stores[service].log(start, limit)

    def head(self, service: str) -> int:
        return self._stores[service].head()[0]

    def dispose(self) -> None:
        for store in self._stores.values():
            store.database.dispose()


def rebuild(site: Site, folder: Path, producers: tuple[str, ...], progress: Callable[[int, int], None]) -> int:
    """How many entries are indexed. Raises LedgerRefused, OlderThanTheLedger, NotConsistent."""
    database, logs = Database(site.database("audit")), Logs(site, producers)
    keys, directory = read_keys(folder), LedgerDirectory(folder / LOG)
    ledger = Ledger(keys, directory, Batches(database), Checkpoints(database), Notices(folder))

    def write(files: Iterable[File]) -> None:
        for path, content in files:
            directory.write(path, content)

    try:
        check(folder, keys, ledger.batches, ledger.checkpoints)
    except LedgerRefused:
        following = Following(producers, logs, ledger.batches.heads)
        Sealer(ledger, following, True, write, lambda: None).write_again()
        check(folder, keys, ledger.batches, ledger.checkpoints)
    signed = ledger.checkpoints.last()
    counted = Index(database, directory).begin_again(signed.size if signed else 0, progress)
    logs.dispose()
    database.dispose()
    return counted
