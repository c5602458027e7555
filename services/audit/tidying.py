"""What is thrown away of the ledger's files: partial tiles and bundles some time after the full one is there.

The tlog-tiles specification lets them go then: the full one begins with the same bytes. Files that a killed process
left unfinished go as well.
"""

import os
import shutil
import time
from pathlib import Path

GRACE_SECONDS = 3600.0
UNFINISHED = ".new-"
PARTIAL = ".p"


def tidy(log: Path, now: float | None = None) -> int:
    """How many files and folders went."""
    before, gone = (time.time() if now is None else now) - GRACE_SECONDS, 0
    for folder, folders, files in os.walk(log):
        here = Path(folder)
        for name in [name for name in folders if name.endswith(PARTIAL)]:
            if _full_since(here / name.removesuffix(PARTIAL), before):
                folders.remove(name)
                shutil.rmtree(here / name)
                gone += 1
        for name in files:
            if name.startswith(UNFINISHED) and _changed(here / name) < before:
                (here / name).unlink(missing_ok=True)
                gone += 1
    return gone


def _full_since(full: Path, before: float) -> bool:
    return full.is_file() and _changed(full) < before


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
