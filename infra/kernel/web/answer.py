"""What a client is sent: a client that does not take it loses its line."""

import io
from typing import Any

import eventlet

from infra.kernel.web.bounds import Bounds
from infra.kernel.web.lines import Line, Waits


class Outgoing(io.RawIOBase):
    """Sends piece by piece, each within its time. Raises OSError, and from then on always."""

    def __init__(self, line: Line, bounds: Bounds) -> None:
        self._line, self._bounds, self._broken = line, bounds, False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._broken:
            raise BrokenPipeError
        piece = memoryview(data)[: self._bounds.piece]
        self._broken = True
        self._line.becomes(Waits.TO_BE_READ)
        with eventlet.Timeout(self._bounds.taken, TimeoutError):
            self._line.sock.sendall(piece)
        self._line.becomes(Waits.FOR_US)
        self._broken = False
        return len(piece)
