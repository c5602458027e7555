"""The ledger's files in a backup, in two goes, one before the databases are seen and one after.

Before: its keys, its policies, the signed checkpoints. They must not be newer than what the database says was signed
and what the logs hold: a restored site whose files know a later checkpoint than its database must not sign again.
After: tiles, bundles and blobs, which only ever grow; so everything that was signed by then has its hashes. What was
added after the instant is left out: the restored site will seal other entries there.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL, HEIGHT, parse_path
from operations.backup.format import LEDGER, BackupRefused, CountedFile, is_plain

LOG = "log"
GROWING = ("tile", "blobs")
CHUNK = 1 << 20


def copy_heads(ledger: Path, backup: Path) -> dict[str, str]:
    """All but what only grows; answers the SHA-256 of each file by its path in the backup."""
    return _copied(ledger, backup, lambda path: path.split("/")[:2] not in ([LOG, name] for name in GROWING))


def copy_log(ledger: Path, backup: Path, size: int) -> dict[str, str]:
    """The hashes and entries of a log of that size, and the blobs."""

    def wanted(path: str) -> bool:
        top, _, inside = path.partition("/")
        return top == LOG and (inside.startswith("blobs/") or (inside.startswith("tile/") and _is_within(inside, size)))

    return _copied(ledger, backup, wanted)


def _is_within(path: str, size: int) -> bool:
    try:
        tile = parse_path(path)
    except Malformed:
        return False
    leaves = 1 << (HEIGHT * (tile.level or 0))
    return (tile.number * FULL + tile.width) * leaves <= size


def _copied(ledger: Path, backup: Path, wanted: Callable[[str], bool]) -> dict[str, str]:
    """A partial tile goes once its full one is there: then the folder is gone through again, and that one found."""
    copied: dict[str, str] = {}
    while True:
        gone = False
        for path in _files(ledger):
            if wanted(path) and f"{LEDGER}/{path}" not in copied:
                try:
                    copied[f"{LEDGER}/{path}"] = _copy(ledger / path, backup / LEDGER / path)
                except FileNotFoundError:
                    gone = True
        if not gone:
            return copied


def _files(ledger: Path) -> Iterator[str]:
    """By their paths in the ledger, without what is still being written."""
    for folder, _folders, names in os.walk(ledger):
        for name in names:
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(ledger).as_posix()


def _copy(source: Path, target: Path) -> str:
    with source.open("rb") as opened:
        written = CountedFile(target)
        while chunk := opened.read(CHUNK):
            written.write(chunk)
    return written.close()


def put_back(backup: Path, ledger: Path, files: dict[str, str]) -> None:
    """Onto a folder that has none of them. What a web server may serve is for all to read, as the ledger writes it.

    Raises BackupRefused for one that does not belong into that folder.
    """
    for path in files:
        top, _, inside = path.partition("/")
        if top == LEDGER:
            target = ledger / inside
            if not is_plain(path) or not target.resolve().is_relative_to(ledger.resolve()):
                raise BackupRefused(f"{path!a} leads out of the site's folder")
            _copy(backup / path, target)
            target.chmod(0o644 if inside.startswith(f"{LOG}/") else 0o600)
