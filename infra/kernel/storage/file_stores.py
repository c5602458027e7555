"""Where bytes of files are kept: a folder, or a bucket of an S3-compatible store, by the address that settings name.

Names are made by us: words, digits and dashes, parted by `/`. What is put is there whole or not at all.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from infra.kernel.base.whole_file import SECRET, onto_the_disk

BUCKETS = "s3://"
UNFINISHED = ".new-"


class StoredName(NamedTuple):
    """`since` is when it was put there, in seconds of real time."""

    name: str
    since: float


class FileStore(Protocol):
    """All raise OSError when the store cannot be reached."""

    def put(self, name: str, content: bytes) -> None:
        """In place of what was there; kept for good when this returns."""

    def get(self, name: str) -> bytes | None:
        """None when there is none of that name."""

    def beginning(self, name: str, length: int) -> bytes | None:
        """The first bytes."""

    def names(self, below: str) -> Iterator[StoredName]:
        """All that begin with `below`, a name and `/`."""

    def remove(self, name: str) -> None:
        """Also when it is gone already."""


class FolderStore:
    """A folder: its own files and folders are for our user alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=UNFINISHED, delete=False) as new:
            try:
                new.write(content)
                new.flush()
                os.fchmod(new.fileno(), SECRET)
                os.fsync(new.fileno())
                os.replace(new.name, path)
            except BaseException:
                os.unlink(new.name)
                raise
        for made in (path.parent, *path.parent.parents):
            onto_the_disk(made)
            if made == self.folder:
                break

    def get(self, name: str) -> bytes | None:
        return self._read(name, -1)

    def beginning(self, name: str, length: int) -> bytes | None:
        return self._read(name, length)

    def _read(self, name: str, length: int) -> bytes | None:
        try:
            with (self.folder / name).open("rb") as opened:
                return opened.read(length)
        except FileNotFoundError:
            return None

    def names(self, below: str) -> Iterator[StoredName]:
        for folder, _folders, files in os.walk(self.folder / below):
            for file in files:
                path = Path(folder) / file
                try:
                    yield StoredName(path.relative_to(self.folder).as_posix(), path.stat().st_mtime)
                except FileNotFoundError:
                    continue  # removed, or given its name, since the folder was read

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)


class FilesInMemory:
    """For tests and benchmarks of what is around it."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, float]] = {}

    def put(self, name: str, content: bytes) -> None:
        self.files[name] = content, time.time()

    def get(self, name: str) -> bytes | None:
        return self.files[name][0] if name in self.files else None

    def beginning(self, name: str, length: int) -> bytes | None:
        return self.files[name][0][:length] if name in self.files else None

    def names(self, below: str) -> Iterator[StoredName]:
        return (StoredName(name, since) for name, (_, since) in list(self.files.items()) if name.startswith(below))

    def remove(self, name: str) -> None:
        self.files.pop(name, None)


def store_at(address: str) -> FileStore:
    """A folder's path, or `s3://BUCKET/PREFIX`."""
    if not address.startswith(BUCKETS):
        return FolderStore(Path(address))
    from infra.kernel.storage.bucket import BucketStore  # noqa: PLC0415 boto3 takes half a second; most sites need none

    bucket, _, prefix = address.removeprefix(BUCKETS).partition("/")
    return BucketStore(bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else "")
