"""Where lines of the log go: a file, or standard error. A line that cannot be written must fail no work.

A full disk takes no line, and whoever speaks is in the middle of something that matters more. What is lost is counted and
said as soon as there is room again.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path


class LogLines:
    """A text stream as far as loggers need one. `put` writes all of a text or raises OSError."""

    def __init__(self, put: Callable[[str], None], close: Callable[[], None] = lambda: None) -> None:
        self._put, self.close, self.lost = put, close, 0

    @classmethod
    def into(cls, file: Path | None) -> "LogLines":
        """The file, or standard error where a supervisor collects it. Raises OSError when it cannot be opened."""
        if file is None:
            return cls(_to_standard_error)
        unbuffered = file.open("ab", buffering=0)
        return cls(_Whole(unbuffered.write).put, unbuffered.close)

    def write(self, text: str) -> int:
        try:
            if self.lost:
                self._put(_missing(self.lost))
                self.lost = 0
            self._put(text)
        except (OSError, ValueError):  # a standard error that was closed raises the latter
            self.lost += 1
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""


class _Whole:
    """A line that was cut when the disk was full is ended before the next one begins."""

    def __init__(self, write: Callable[[bytes], int | None]) -> None:
        self._write, self._cut = write, False

    def put(self, text: str) -> None:
        left = (b"\n" if self._cut else b"") + text.encode("utf-8", "backslashreplace")
        while left:
            done = self._write(left) or 0
            self._cut = done < len(left)
            left = left[done:]


def _to_standard_error(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _missing(lines: int) -> str:
    at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    line = {"event": "log lines were lost", "lines": lines, "logger": "shangliang", "level": "error", "timestamp": at}
    return json.dumps(line) + "\n"
