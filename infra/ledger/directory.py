"""The log's files: they lie in a folder that any static web server could serve as it is.

checkpoint                  the newest signed checkpoint
checkpoints/<size>          signed checkpoints that are kept
tile/<level>/<number>       hashes; `.p/<width>` below it while the tile is not full
tile/entries/<number>       entries, in the same way
blobs/<sha256>              payloads that were too long for an entry
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from infra.ledger.bundles import unpack
from infra.ledger.texts import Malformed, is_hex_sha256
from infra.ledger.tiles import FULL, bundle_path, hash_in_tiles, tile_path
from infra.ledger.tree import HashAt

CHECKPOINT = "checkpoint"
KEY = "key"
_PATH = re.compile(r"checkpoint|key|(?:checkpoints|blobs|tile)(?:/[0-9a-z.]+)+")


def kept_path(size: int) -> str:
    """Where the checkpoint of that size is kept."""
    return f"checkpoints/{size}"


def blob_path(sha256: str) -> str:
    return f"blobs/{sha256}"


class LedgerDirectory:
    """One log's files. What is written is on the disk before `write` answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, content: bytes) -> None:
        """Whole or not at all, and durable. A file that has these bytes already is left as it is."""
        file = self._file(path)
        try:
            if file.read_bytes() == content:
                _sync_folder(file.parent)  # who wrote it may have died before that
                return
        except FileNotFoundError:
            self._make(file.parent)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".new-", delete=False) as new:
            try:
                new.write(content)
                new.flush()
                os.fchmod(new.fileno(), 0o644)  # a web server of another user may serve it
                os.fsync(new.fileno())
                os.replace(new.name, file)
            except BaseException:
                os.unlink(new.name)
                raise
        _sync_folder(file.parent)

    def read(self, path: str) -> bytes:
        """Raises FileNotFoundError."""
        return self._file(path).read_bytes()

    def kept(self) -> list[int]:
        """The sizes of the kept checkpoints, smallest first."""
        folder = self.folder / "checkpoints"
        names = os.listdir(folder) if folder.is_dir() else []
        return sorted(int(name) for name in names if name.isascii() and name.isdigit())

    def bundle(self, number: int, size: int) -> list[bytes]:
        """The entries of that bundle in a log of that size."""
        width = min(FULL, size - number * FULL)
        if width < 1:
            raise IndexError(f"a log of {size} has no bundle {number}")
        entries = unpack(self._widest(bundle_path(number), width))[:width]
        if len(entries) < width:
            raise Malformed(f"{bundle_path(number, width)} has {len(entries)} entries")
        return entries

    def entries(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """(index, entry) from `start` to before `end`, one bundle in memory at a time."""
        for number in range(start // FULL, -(-end // FULL)):
            for index, entry in enumerate(self.bundle(number, end), number * FULL):
                if index >= start:
                    yield index, entry

    def blob(self, sha256: str) -> bytes:
        """Raises FileNotFoundError, and Malformed when the bytes are not the ones the name stands for."""
        if not is_hex_sha256(sha256):
            raise Malformed(f"not the name of a blob: {sha256[:80]!r}")
        content = self.read(blob_path(sha256))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Malformed(f"blob {sha256} has other bytes than its name says")
        return content

    def hash_at(self, size: int) -> HashAt:
        """The hashes of the log of that size, out of its tiles."""
        return hash_in_tiles(self.tile, size)

    def tile(self, level: int, number: int, width: int) -> bytes:
        """Raises FileNotFoundError."""
        return self._widest(tile_path(level, number), width)[: width * 32]

    def _widest(self, full: str, width: int) -> bytes:
        """The partial file of that width, or, once it is gone, any wider one: they begin alike."""
        for wider in range(width, FULL):
            try:
                return self.read(f"{full}.p/{wider}")
            except FileNotFoundError:
                continue
        return self.read(full)

    def _file(self, path: str) -> Path:
        if not _PATH.fullmatch(path) or ".." in path:
            raise Malformed(f"not a file of a ledger: {path[:80]!r}")
        return self.folder / path

    def _make(self, folder: Path) -> None:
        """The folder, with every new name in its own folder durable."""
        missing = [folder, *folder.parents]
        missing = missing[: next(at for at, one in enumerate(missing) if one.is_dir())]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            _sync_folder(one.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
