"""The list of what was acknowledged: a JSON object a line, on the disk before the next command is given."""

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


def keep(file: Path, acked: Acked) -> None:
    line = json.dumps({"key": acked.key, "path": acked.path, "events": acked.events})
    with file.open("a", encoding="utf-8") as kept:
        kept.write(f"{line}\n")
        kept.flush()
        os.fsync(kept.fileno())


def kept(file: Path) -> list[Acked]:
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Acked(line["key"], line["path"], tuple(line["events"])) for line in lines]
