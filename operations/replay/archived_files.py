"""Files in an archive: those that its entries name and that are nobody's, each under its digest as it was handed in.

A person's are left out: they could be opened only with his key, which is in no archive.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.file_stores import FileStore
from infra.kernel.storage.files import KEPT, SiteFiles, digest_of
from operations.replay.replaying import CannotReplay

FILES = "files"


@dataclass
class ArchivedFile:
    """`entries` are those of the ledger that name it."""

    type: str
    entries: list[int] = field(default_factory=list)


def write_files(store: FileStore, events: Iterable[tuple[int, Recorded]], into: Path) -> dict[str, ArchivedFile]:
    """By digest, each written once. Raises CannotReplay when the store does not answer, or has other bytes."""
    written: dict[str, ArchivedFile] = {}
    try:
        for index, stream, digest in _named(store, events):
            if digest not in written:
                file = SiteFiles(store).kept(stream, digest, key=None)
                if file is None:
                    continue
                if digest_of(file.content) != digest:
                    raise CannotReplay(f"{KEPT}{stream}/{digest} has other bytes: bring it back from a backup")
                into.mkdir(parents=True, exist_ok=True)
                (into / digest).write_bytes(file.content)
                written[digest] = ArchivedFile(file.type)
            if index not in written[digest].entries:
                written[digest].entries.append(index)
    except (OSError, Unavailable) as failure:
        raise CannotReplay(f"the store of files does not answer: {failure}; look at FILES_URL") from failure
    return written


def told(files: dict[str, ArchivedFile]) -> dict[str, Any]:
    return {digest: {"type": file.type, "entries": file.entries} for digest, file in sorted(files.items())}


def _named(store: FileStore, events: Iterable[tuple[int, Recorded]]) -> Iterator[tuple[int, str, str]]:
    """(entry, stream, digest) wherever an entry names a file that is kept for its record."""
    kept: dict[str, list[str]] = {}
    for one in store.names(KEPT):
        stream, _, digest = one.name.removeprefix(KEPT).rpartition("/")
        kept.setdefault(stream, []).append(digest)
    for index, event in events:
        yield from ((index, event.stream, one) for one in kept.get(event.stream, ()) if one in event.payload)
