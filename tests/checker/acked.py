"""The lists of what was acknowledged and of what had no answer: a JSON object a line, on the disk before the next command."""

import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Acked:
    """One command that was answered: its key, and the ids of the events that the answer named."""

    key: str
    path: str
    events: tuple[str, ...]


@dataclass(frozen=True)
class Unsure:
    """One time that a command was sent and nothing came back: it may have taken effect, once."""

    key: str
    path: str


def keep(file: Path, acked: Acked) -> None:
    _write(file, {"key": acked.key, "path": acked.path, "events": acked.events})


def keep_unsure(file: Path, unsure: Unsure) -> None:
    _write(file, {"key": unsure.key, "path": unsure.path})


def _write(file: Path, said: dict[str, object]) -> None:
    with file.open("a", encoding="utf-8") as kept:
        kept.write(f"{json.dumps(said)}\n")
        kept.flush()
        os.fsync(kept.fileno())


def kept(file: Path) -> list[Acked]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Acked(line["key"], line["path"], tuple(line["events"])) for line in lines]


def kept_unsure(file: Path) -> list[Unsure]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Unsure(line["key"], line["path"]) for line in lines]
