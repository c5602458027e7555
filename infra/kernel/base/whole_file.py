"""A file that is there whole or not at all: who reads it meanwhile, or after a plug was pulled, never finds half of it."""

import os
import tempfile
from pathlib import Path

READABLE_BY_ALL = 0o644
SECRET = 0o600


def write_whole(path: Path, content: str, mode: int = READABLE_BY_ALL) -> None:
    """Writes UTF-8 text in place of what was there; it is on the disk before this returns. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as new:
        try:
            new.write(content.encode())
            new.flush()
            os.fchmod(new.fileno(), mode)
            os.fsync(new.fileno())
            os.replace(new.name, path)
        except BaseException:
            os.unlink(new.name)
            raise
    onto_the_disk(path.parent)


def onto_the_disk(path: Path) -> None:
    """A file, or the names in a folder. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
