"""An archive that `shangliang export` made, and what lies in it."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.ledger.bundles import unpack
from infra.ledger.tiles import FULL, bundle_path

BY_THE_README = re.compile(r"^python3 (verify_ledger\.py .+)$", re.MULTILINE)


@dataclass(frozen=True)
class Archive:
    """What `shangliang export` made of a site's ledger of `size` entries."""

    folder: Path
    size: int

    @property
    def about(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "archive.json").read_text(encoding="utf-8"))
        return found

    def checked(self) -> subprocess.CompletedProcess[str]:
        """As the archive's own README says, with nothing of this program about it."""
        (said,) = BY_THE_README.findall((self.folder / "README.md").read_text(encoding="utf-8"))
        command = [sys.executable, "-I", *shlex.split(said)]
        return subprocess.run(
            command, cwd=self.folder, env={}, capture_output=True, text=True, timeout=300, check=False
        )

    def entries(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """(index, entry) of every bundle that is there."""
        for number in range(-(-self.size // FULL)):
            file = self.folder / "log" / bundle_path(number, min(FULL, self.size - number * FULL))
            if file.is_file():
                entries = unpack(file.read_bytes())
                yield from ((number * FULL + at, json.loads(entry)) for at, entry in enumerate(entries))

    def inside(self) -> Iterator[dict[str, Any]]:
        """The entries of its period: whole bundles lie in it, which hold a little more."""
        first, end = self.about["entries"]
        yield from (entry for index, entry in self.entries() if first <= index < end)
