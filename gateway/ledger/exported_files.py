"""Events to take away with the files that they name: one ZIP, `events.jsonl` and each file under its SHA-256.

A file is in it where the caller may read it, by the same right and on the same record as when he reads it alone. None is
that was kept under a person's key: what has been taken away is still there when that key is destroyed.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from infra.kernel.contract.wire import is_digest

EVENTS, FILES = "events.jsonl", "files"


class Sink(io.RawIOBase):
    """Takes what is written until it is sent on; never goes back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def as_zip(lines: Iterable[tuple[str, dict[str, Any] | None]], read: Callable[[str], bytes | None]) -> Iterator[bytes]:
    """`lines` are those of the JSON Lines, each with its event; `read` is None of what is not given away."""
    sink, named = Sink(), dict[str, None]()
    with zipfile.ZipFile(sink, "w") as packed:
        about = zipfile.ZipInfo(EVENTS)
        about.compress_type = zipfile.ZIP_DEFLATED
        with packed.open(about, "w", force_zip64=True) as member:
            for line, event in lines:
                member.write(line.encode())
                named |= dict.fromkeys(files_of(event["payload"]) if event else ())
                yield sink.taken()
        for digest in named:
            content = read(digest)
            if content is not None:
                packed.writestr(zipfile.ZipInfo(f"{FILES}/{digest}"), content)
                yield sink.taken()
    yield sink.taken()


def files_of(payload: object) -> Iterator[str]:
    """The digests that it names, wherever they stand in it."""
    match payload:
        case dict():
            for name, value in payload.items():
                if name == FILES and isinstance(value, list):
                    yield from (one for one in value if isinstance(one, str) and is_digest(one))
                else:
                    yield from files_of(value)
        case list():
            for one in payload:
                yield from files_of(one)
