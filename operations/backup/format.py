"""What a backup is on disk: a folder of a site's rows as text, its keys, and a manifest that says what must be there.

    manifest.json                   written last: without it a backup is unfinished and never restored
    env                             the token keys, as `.env` has them
    databases/SERVICE/TABLE.copy    the rows of a table, as PostgreSQL's COPY writes text
    ledger/…                        the ledger's files, where a site has them
    files/kept/STREAM/DIGEST        files that records name, a person's encrypted

It is the same on SQLite and on PostgreSQL: what was taken of the one can be restored on the other.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from infra.kernel.base.whole_file import SECRET, onto_the_disk, write_whole

FORMAT = 1
MANIFEST, KEYS, DATABASES, LEDGER, FILES = "manifest.json", "env", "databases", "ledger", "files"
CHUNK = 1 << 20


class BackupRefused(Exception):
    """No backup is made of this, or nothing restored from it; the message says why and what to do."""


class TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table's rows."""

    file: str
    columns: list[str]
    rows: int


class DatabasePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One database: the revision of its tables, and their rows."""

    revision: str
    tables: dict[str, TableFile]


class Manifest(msgspec.Struct, frozen=True):
    """`files` has the SHA-256 of every file, by its path in the backup."""

    format: int
    taken_at: str
    databases: dict[str, DatabasePart]
    files: dict[str, str]


class CountedFile:
    """A file of the backup that is counted and hashed as it is written; PostgreSQL's COPY writes into it as well."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        self._hash = hashlib.sha256()
        self.lines = 0

    def write(self, chunk: bytes) -> int:
        self._hash.update(chunk)
        self.lines += chunk.count(b"\n")
        return self._file.write(chunk)

    def close(self) -> str:
        """Onto the disk; answers the SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()


def finish(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, once all that it names is on the disk."""
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        onto_the_disk(path)
    write_whole(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)).decode() + "\n", SECRET)


def read(folder: Path) -> Manifest:
    """The manifest of a backup in which nothing is missing or damaged. Raises BackupRefused."""
    file = folder / MANIFEST
    if not file.exists():
        raise BackupRefused(f"{folder} is no backup, or one that was not finished: it has no {MANIFEST}; take another")
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise BackupRefused(f"{file} is damaged: {error}; take another backup") from error
    if manifest.format > FORMAT:
        raise BackupRefused(f"{folder} was made by a newer shangliang than this one: bring the program up to date")
    if manifest.format != FORMAT:
        raise BackupRefused(f"{file} is damaged: there never was a format {manifest.format}; take another backup")
    if spoilt := list(damaged(folder, manifest)):
        raise BackupRefused(f"damaged: {', '.join(spoilt)}; nothing was restored: take another backup")
    return manifest


def damaged(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Files that are missing or are not what was written, or that the manifest does not vouch for."""
    tables = (table for part in manifest.databases.values() for table in part.tables.values())
    yield from (table.file for table in tables if table.file not in manifest.files)
    for path, expected in manifest.files.items():
        if not is_plain(path) or not (folder / path).resolve().is_relative_to(folder.resolve()):
            yield f"{path!a} (leads out of the backup)"
        elif not _is_as_written(folder / path, expected):
            yield path


def is_plain(path: str) -> bool:
    """Whether it names a file below a folder, wherever that is: no root, no empty part, no way up."""
    return path.isprintable() and not {"", ".", ".."} & set(path.split("/"))


def _is_as_written(file: Path, expected: str) -> bool:
    try:
        return file.is_file() and digest(file) == expected
    except OSError:
        return False


def digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
