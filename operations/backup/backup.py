"""`shangliang backup`: a running site into a folder, keys included."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from infra.kernel.access.site import AUDIT, Site
from infra.kernel.base.clock import stamp
from infra.kernel.base.failpoints import failpoint
from infra.kernel.storage.file_stores import store_at
from infra.kernel.storage.migrate import behind, newer
from operations.backup.cut import REVISION, Seen, cut
from operations.backup.files import copy_files
from operations.backup.format import (
    DATABASES,
    FORMAT,
    KEYS,
    BackupRefused,
    CountedFile,
    DatabasePart,
    Manifest,
    TableFile,
    digest,
    finish,
)
from operations.backup.ledger import copy_heads, copy_log
from operations.backup.restorable import LEDGER_KEYS
from operations.suite.make_env import write as write_keys
from operations.suite.services import SERVICES, WITH_DATABASES

SEALED = "SELECT max(size) FROM batches"


def back_up(site: Site, folder: Path, say: Callable[[str], None]) -> Manifest:
    """Everything that was acknowledged before it began is in it. Raises BackupRefused."""
    names = list(WITH_DATABASES)
    if late := [*behind(site, names), *newer(site, names)]:
        raise BackupRefused(f"not of this version: {' '.join(dict.fromkeys(late))}; `shangliang migrate` first")
    if (ledger := site.ledger) is None:
        raise BackupRefused("LEDGER_DIR is not set: without the ledger's keys a backup is none")
    if not all((ledger / name).exists() for name in LEDGER_KEYS):
        raise BackupRefused(f"there is no ledger in {ledger} yet: `shangliang up` makes one and its keys")
    begun_at = datetime.now(UTC)
    _begin(folder)
    files = dict(_keys(site, folder, say))
    files |= copy_heads(ledger, folder)
    databases = {}
    with cut(site, list(SERVICES)) as seen:
        for name, one in seen.items():
            databases[name] = _database(one, folder, name, files)
            say(f"{name}: {sum(table.rows for table in databases[name].tables.values())} rows")
        files |= copy_log(ledger, folder, int(seen[AUDIT].value(SEALED) or 0))
    kept = copy_files(store_at(site.files), folder)
    files |= kept
    say(f"files: {len(kept)}")
    manifest = Manifest(FORMAT, stamp(begun_at), databases, files)
    failpoint("backup.before-manifest")
    finish(folder, manifest)
    return manifest


def _begin(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty: name a folder of its own for every backup")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DATABASES).mkdir()
    except OSError as error:
        raise BackupRefused(f"cannot write in {folder}: {error.strerror}; who am I: see docs/operations.md") from error


def _keys(site: Site, folder: Path, say: Callable[[str], None]) -> list[tuple[str, str]]:
    """The token keys; a process that has no private one cannot keep it."""
    known = {"TOKEN_PUBLIC_KEY": site.token_public_key}
    if site.token_private_key is None:
        say("TOKEN_PRIVATE_KEY is not known here and so not in this backup")
    else:
        known["TOKEN_PRIVATE_KEY"] = site.token_private_key
    write_keys(folder / KEYS, {name: key.replace("\n", "\\n") for name, key in known.items()})
    return [(KEYS, digest(folder / KEYS))]


def _database(seen: Seen, folder: Path, name: str, files: dict[str, str]) -> DatabasePart:
    kept = {}
    for table, columns in seen.columns().items():
        path = f"{DATABASES}/{name}/{table}.copy"
        written = CountedFile(folder / path)
        seen.copy(table, columns, written)
        files[path] = written.close()
        kept[table] = TableFile(path, columns, written.lines)
    return DatabasePart(str(seen.value(REVISION)), kept)
