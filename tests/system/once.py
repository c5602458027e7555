"""What is costly to make is made once a run: by that of its processes which needs it first, while the others wait.

It is never opened where it was made: a process takes a copy of its own, to look at or to copy again.
"""

import fcntl
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest


def copy_of_what_is_made_once(
    name: str, make: Callable[[Path], None], config: pytest.Config, folders: pytest.TempPathFactory
) -> Path:
    """A copy of the folder that `make` was given to fill. Where it failed, every process fails, and says why."""
    copy = folders.mktemp(name) / "copy"
    shutil.copytree(_made_once(_shared_folder(config, folders) / f"once-{name}", make), copy)
    return copy


def _shared_folder(config: pytest.Config, folders: pytest.TempPathFactory) -> Path:
    """The run's: under pytest-xdist each process has a folder of its own within it."""
    own = folders.getbasetemp()
    return own.parent if hasattr(config, "workerinput") else own


def _made_once(home: Path, make: Callable[[Path], None]) -> Path:
    home.mkdir(exist_ok=True)
    made, begun, failed = home / "made", home / "begun", home / "failed"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if failed.exists():
            pytest.fail(f"another process could not make this:\n{failed.read_text()}", pytrace=False)
        if made.exists():
            return made
        begun.mkdir()
        try:
            make(begun)
        except BaseException:
            failed.write_text(traceback.format_exc())
            raise
        begun.rename(made)
    return made
