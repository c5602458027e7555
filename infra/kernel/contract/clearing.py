"""The command that clears files which came with others (核可附件): the same for every record that takes files."""

from collections.abc import Iterable
from dataclasses import make_dataclass
from enum import StrEnum
from typing import Any, cast

from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import FilesToClear

CLEAR_FILES = "clear_files"


def clears(state: Any, command: Any, facts: Any) -> list[Any]:
    """Nothing that the lifecycle would decide: the kernel knows the files, and does it (commands/clearing.py)."""
    return []


def clearing_row(name: str, ids: Iterable[str | None], states: tuple[str, ...]) -> Row[Any, Any, Any]:
    """From every state: what was handed in long ago may be cleared when the record is over."""
    called = "".join(word.capitalize() for word in name.split("_"))
    files: Any = ("files", tuple[str, ...] | None, None)
    said = [*((one, str) for one in ids if one), files]
    takes = make_dataclass(f"ClearFilesOf{called}", said, frozen=True)
    return Row(CLEAR_FILES, takes, clears, FilesToClear, ("STN", "OFF"), cast("tuple[StrEnum, ...]", states))
