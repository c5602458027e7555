"""A disk of a few megabytes, mounted in memory, that a test may fill and take away the right to write on."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

AS_ROOT = () if os.geteuid() == 0 else ("sudo", "-n")
SECONDS = 30
CHUNK = bytes(64 * 1024)


@dataclass(frozen=True)
class Disk:
    """Mounted at `folder`."""

    folder: Path

    def fill(self) -> None:
        """To the last block."""
        with (self.folder / "filler").open("ab", buffering=0) as filler, suppress(OSError):
            while filler.write(CHUNK):
                pass
        assert shutil.disk_usage(self.folder).free < len(CHUNK)

    def make_room(self) -> None:
        (self.folder / "filler").unlink()

    def write_protect(self) -> None:
        _mounting("mount", "-o", "remount,ro", str(self.folder))


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Disk]:
    folder.mkdir(parents=True, exist_ok=True)
    _mounting("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        _mounting("umount", "--lazy", str(folder))


def cannot_mount() -> str | None:
    """Why; None when it can be done."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with mounted(Path(folder) / "disk", megabytes=1):
                return None
        except (OSError, subprocess.SubprocessError) as why:
            return f"no file system can be mounted here ({why})"


def _mounting(*command: str) -> None:
    subprocess.run([*AS_ROOT, *command], check=True, capture_output=True, timeout=SECONDS)
