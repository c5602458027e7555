"""The logs that this site witnesses, and the keys that it trusts for each: the file `witnessed-logs` in the ledger's folder.

A line is a vkey, and behind it the origin of the log where that is not the key's name; a log may have several lines. One
bad line is its own trouble: the other logs are witnessed, and whoever looks after the site is told its number.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.ledger.notes import NoteVerifier
from infra.ledger.texts import Malformed

WITNESSED_LOGS = "witnessed-logs"


class NoListOfLogs(Exception):
    """Which logs are witnessed cannot be told, and that is not the fault of who asks."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that says no log. `name` is what it begins with, as far as that can be read."""

    number: int
    name: str
    why: str

    def __str__(self) -> str:
        return f"{WITNESSED_LOGS}, line {self.number} is no vkey: {self.why}"


@dataclass(frozen=True, slots=True)
class WitnessedLogs:
    """The keys of each log by its origin, and the lines that could not be read."""

    keys: dict[str, list[NoteVerifier]]
    bad_lines: tuple[BadLine, ...]

    def trusted(self, origin: str) -> Sequence[NoteVerifier]:
        """None for a log that is not witnessed. Raises NoListOfLogs when a bad line may have been meant for it."""
        found = self.keys.get(origin, [])
        meant = next((one for one in self.bad_lines if one.name == origin), None)
        if meant is not None and not found:
            raise NoListOfLogs(str(meant))
        return found


def witnessed_logs(folder: Path) -> WitnessedLogs:
    """Read anew each time. Raises NoListOfLogs when the file cannot be read at all."""
    try:
        lines = (folder / WITNESSED_LOGS).read_bytes().splitlines()
    except FileNotFoundError:
        lines = []
    except OSError as error:
        raise NoListOfLogs(f"{folder / WITNESSED_LOGS} cannot be read: {error}") from error
    keys, bad = defaultdict[str, list[NoteVerifier]](list), list[BadLine]()
    for number, line in enumerate(lines, 1):
        words = line.decode(errors="surrogateescape").split()
        if not words or words[0].startswith("#"):
            continue
        try:
            verifier, origin = _log_in(words)
            keys[origin].append(verifier)
        except Malformed as error:
            bad.append(BadLine(number, words[-1] if len(words) > 1 else words[0].partition("+")[0], str(error)))
    return WitnessedLogs(dict(keys), tuple(bad))


def _log_in(words: list[str]) -> tuple[NoteVerifier, str]:
    """(key, origin)."""
    vkey, *origin = words
    if len(origin) > 1:
        raise Malformed("behind a vkey stands one origin, without spaces")
    verifier = NoteVerifier(vkey)
    return verifier, origin[0] if origin else verifier.name
