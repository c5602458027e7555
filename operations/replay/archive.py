"""`shangliang export`: a part of the ledger that can be checked in twenty years, with nothing but what lies beside it.

archive.json            which period, which entries, which log; SHA-256 of every file
README.md               how to check it, in Chinese and English
verify_ledger.py        the stand-alone verifier
schemas/<service>.json  JSON Schema of every event of that service, as of the day of the export
log/                    the ledger's files: checkpoints, all hash tiles, the bundles and blobs of the period
files/<sha256>          the files that entries of the period name, as they were handed in; none of a person
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

from infra.kernel.base.clock import CHINA, stamp
from infra.kernel.contract.attached import OF_ANY_RECORD
from infra.kernel.contract.codec import EventType
from infra.kernel.storage.file_stores import FileStore
from infra.ledger import verify_ledger
from infra.ledger.bundles import pack
from infra.ledger.checkpoints import parse_checkpoint
from infra.ledger.directory import CHECKPOINT, LedgerDirectory, blob_path, kept_path
from infra.ledger.entries import read_entry
from infra.ledger.notes import split
from infra.ledger.tiles import FULL, bundle_path, tile_path, tiles_of
from operations.replay.archived_files import FILES, told, write_files
from operations.replay.replaying import CannotReplay, SealedLog, Until, read_as_sealed
from operations.suite.services import SERVICES, definition_of

FORMAT = "shangliang-archive@1"
README = Path(__file__).parent / "archive_readme.md"


@dataclass(frozen=True)
class Archived:
    """Entries `first` to before `end` of a log that had `size` then."""

    first: int
    end: int
    size: int


def write_archive(log: SealedLog, since: Until, until: Until, into: Path, store: FileStore | None = None) -> Archived:
    """Writes the folder whole or not at all. Raises CannotReplay when there is nothing of that time, or `into` is there.

    Without the `store` of the site's files it has none.
    """
    if into.exists():
        raise CannotReplay(f"{into} is there already: an export makes its folder itself")
    first, end = _range(log, since, until)
    making = into.with_name(f".{into.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        with read_as_sealed(log.directory.folder):
            _copy_log(log, LedgerDirectory(making / "log"), first, end)
            inside = ((index, event) for index, event in log.events() if first <= index < end)
            files = write_files(store, inside, making / FILES) if store else {}
        _write_schemas(making / "schemas")
        shutil.copyfile(str(verify_ledger.__file__), making / "verify_ledger.py")
        page = README.read_text(encoding="utf-8").replace("FIRST:END", f"{first}:{end}")
        (making / "README.md").write_text(page.replace("VKEY-OF-THE-LOG", log.vkey), encoding="utf-8")
        about = {"format": FORMAT, "since": since.time, "until": until.time, "entries": [first, end], "size": log.size}
        _write_manifest(making, {**about, "vkey": log.vkey, "files": told(files)})
        os.replace(making, into)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return Archived(first, end, log.size)


def days_said(period: str) -> tuple[Until, Until]:
    """From `DAY..DAY`, days as they are in China: (before the first, up to the end of the last). Raises CannotReplay."""
    try:
        first, last = (date.fromisoformat(day) for day in period.split(".."))
    except ValueError as error:
        raise CannotReplay(f"{period}: two days, as in 2026-01-01..2026-12-31") from error
    if last < first:
        raise CannotReplay(f"{period}: the last day comes before the first")
    moment = timedelta(microseconds=1)
    starts, ends = (datetime.combine(day, time(), CHINA) for day in (first, last + timedelta(days=1)))
    return Until(time=stamp(starts - moment)), Until(time=stamp(ends - moment))


def _range(log: SealedLog, since: Until, until: Until) -> tuple[int, int]:
    """The smallest range of entries that holds everything that was recorded after `since` and up to `until`."""
    first, end = None, 0
    for index, event in log.events():
        if until.takes(index, event) and not since.takes(index, event):
            first, end = (index if first is None else first), index + 1
    if first is None:
        raise CannotReplay("nothing was recorded in that period")
    return first, end


def _copy_log(log: SealedLog, copy: LedgerDirectory, first: int, end: int) -> None:
    _copy_checkpoints(log, copy)
    for level, number, width in tiles_of(log.size):
        copy.write(tile_path(level, number, width), log.directory.tile(level, number, width))
    _copy_entries(log, copy, first, end)


def _copy_checkpoints(log: SealedLog, copy: LedgerDirectory) -> None:
    copy.write(CHECKPOINT, log.note.encode())
    for size in log.directory.kept():
        note = log.directory.read(kept_path(size))
        if parse_checkpoint(split(note.decode())[0]).size <= log.size:
            copy.write(kept_path(size), note)


def _copy_entries(log: SealedLog, copy: LedgerDirectory, first: int, end: int) -> None:
    """Whole bundles: those at both ends may hold a little more than was asked for."""
    for number in range(first // FULL, (end - 1) // FULL + 1):
        entries = log.bundle(number)
        copy.write(bundle_path(number, len(entries)), pack(entries))
        for entry in entries:
            digest = read_entry(entry).payload_sha256
            if isinstance(digest, str):
                copy.write(blob_path(digest), log.directory.blob(digest))


def _write_schemas(folder: Path) -> None:
    folder.mkdir(parents=True)
    of_any = {kind.name: _described(kind, "", "任何记录 any record") for kind in OF_ANY_RECORD}
    for name in SERVICES:
        events = of_any | {
            kind.name: _described(kind, lifecycle.name, lifecycle.label)
            for lifecycle in definition_of(name).lifecycles
            for kind in lifecycle.events
        }
        (folder / f"{name}.json").write_text(json.dumps(events, ensure_ascii=False, indent=1), encoding="utf-8")


def _described(kind: EventType, lifecycle: str, label: str) -> dict[str, Any]:
    schema = msgspec.json.schema(kind.cls)
    return {"lifecycle": lifecycle, "label": label, "schema_version": kind.version, "schema": schema}


def _write_manifest(folder: Path, about: dict[str, Any]) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    text = json.dumps({**about, "sha256": digests}, ensure_ascii=False, indent=1)
    (folder / "archive.json").write_text(f"{text}\n", encoding="utf-8")
