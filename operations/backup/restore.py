"""`shangliang restore`: a backup onto an empty site. All is checked before anything is written."""

import shutil
from collections.abc import Callable
from pathlib import Path

from infra.kernel.access.site import Site, embedded_site, keep_keys
from infra.kernel.base.failpoints import failpoint
from infra.kernel.base.whole_file import onto_the_disk
from infra.kernel.entrypoints import BROKER_FAILURES
from infra.kernel.entrypoints.topology import NewsIsTaken, forget_news
from infra.kernel.storage.file_stores import store_at
from infra.kernel.storage.migrate import bring_to
from operations.backup.files import put_files_back
from operations.backup.format import KEYS, LEDGER, BackupRefused, Manifest
from operations.backup.ledger import put_back
from operations.backup.restorable import restorable, token_keys
from operations.backup.restore_postgres import BEGIN_AGAIN, fill_servers, must_be_empty
from operations.backup.restore_sqlite import fill_file
from operations.suite.services import follows

Say = Callable[[str], None]


def restore_embedded(data: Path, backup: Path, say: Say) -> Manifest:
    """The data folder appears when everything is in it. Raises BackupRefused."""
    manifest = restorable(backup)
    keys = token_keys(backup)
    if "TOKEN_PRIVATE_KEY" not in keys:
        raise BackupRefused(f"{backup / KEYS} has no TOKEN_PRIVATE_KEY: take a backup where that is known")
    if data.exists() and any(data.iterdir()):
        raise BackupRefused(f"{data} is not empty: name a new folder with --data, or move this one away first")
    data = data.resolve()
    making = data.parent / f".{data.name}.restoring"
    if making.exists():
        shutil.rmtree(making)
    making.mkdir(parents=True)
    try:
        keep_keys(making, keys["TOKEN_PRIVATE_KEY"], keys["TOKEN_PUBLIC_KEY"])
        _fill_folder(making, backup, manifest, say)
        failpoint("restore.before-rename")
        making.rename(data)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    onto_the_disk(data.parent)
    return manifest


def _fill_folder(making: Path, backup: Path, manifest: Manifest, say: Say) -> None:
    site = embedded_site(making, demo_clock=False)
    put_back(backup, making / LEDGER, manifest.files)
    put_files_back(backup, store_at(site.files), manifest.files)
    for name, part in manifest.databases.items():
        bring_to(site, name, part.revision)
        fill_file(site.database(name), part, backup)
        say(f"{name}: {sum(table.rows for table in part.tables.values())} rows")


def restore_servers(site: Site, backup: Path, say: Say) -> Manifest:
    """Empty databases of PostgreSQL are filled, and news in the broker forgotten. Raises BackupRefused."""
    manifest = restorable(backup)
    if token_keys(backup)["TOKEN_PUBLIC_KEY"] != site.token_public_key:
        say("the token key here is not the backup's: tokens given out before are void")
    if (ledger := site.ledger) is None:
        raise BackupRefused("LEDGER_DIR is not set: the ledger's keys must be restored with the rest")
    if ledger.exists() and any(ledger.iterdir()):
        raise BackupRefused(f"there is a ledger in {ledger} already: {BEGIN_AGAIN}")
    must_be_empty(site, manifest)
    _forget_news(site)
    put_files_back(backup, store_at(site.files), manifest.files)
    fill_servers(site, manifest, backup, say, lambda: put_back(backup, ledger, manifest.files))
    return manifest


def _forget_news(site: Site) -> None:
    """What waits in the broker was numbered by logs that are gone; services would take it for the restored ones'."""
    try:
        forget_news(site.broker_url, follows())
    except NewsIsTaken as taken:
        raise BackupRefused(f"services are running and take news ({taken}): stop them first") from taken
    except BROKER_FAILURES as failure:
        raise BackupRefused(f"the broker does not answer: {failure}; start it first") from failure
