"""The body of a request, read in one way only (RFC 9112, section 7.1), and only so long."""

import re
import time
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet import wsgi

from infra.kernel.web.bounds import Bounds
from infra.kernel.web.lines import Line, Waits

CHUNK_LINE = 256
TRAILERS = 8192
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[\t\x20-\x7e\x80-\xff]*)?\r\n")


class Body(wsgi.Input):  # type: ignore[misc]  # eventlet has no types
    """eventlet's, which takes any number that Python can read for the size of a chunk, and waits for ever.

    Reading raises wsgi.ChunkReadError when a chunk is none, OSError when the body ends early or comes too slowly.
    """

    rfile: Any
    chunk_length: int
    position: int

    def __init__(self, whole: wsgi.Input, line: Line, bounds: Bounds) -> None:
        super().__init__(
            whole.rfile,
            whole.content_length,
            whole.get_socket(),
            whole.wfile,
            whole.wfile_line,
            chunked_input=whole.chunked_input,
        )
        self._line, self._bounds, self._ends_at = line, bounds, time.monotonic() + bounds.body
        self._broken = False

    @property
    def unread(self) -> bool:
        """Whether the client may still be sending of it."""
        return bool(self.chunk_length if self.chunked_input else self.position < (self.content_length or 0))

    def read(self, length: int | None = None) -> bytes:
        found: bytes = self._in_time(lambda: wsgi.Input.read(self, length))
        return found

    def readline(self, size: int | None = None) -> bytes:
        found: bytes = self._in_time(lambda: wsgi.Input.readline(self, size))
        return found

    def readlines(self, hint: int | None = None) -> list[bytes]:
        return list(iter(self.readline, b""))

    def discard(self, buffer_size: int = 16 * 1024) -> None:
        """What nobody asked for. Raises OSError when that is more than one wants to read."""
        left = self._bounds.drained
        with eventlet.Timeout(self._bounds.drain, TimeoutError):
            while piece := self.read(buffer_size):
                left -= len(piece)
                if left < 0:
                    raise OSError("more of a body than one wants to read")

    def _in_time(self, reading: Callable[[], Any]) -> Any:
        if self._broken:
            raise OSError("the body has broken off")
        self._line.becomes(Waits.FOR_THE_REST)
        self._broken = True
        with eventlet.Timeout(max(0.0, self._ends_at - time.monotonic()), TimeoutError):
            found = reading()
        self._broken = False
        self._line.becomes(Waits.FOR_US)
        return found

    def _chunked_read(self, rfile: Any, length: int | None = None, use_readline: bool = False) -> bytes:
        """At most `length` bytes, fewer at the end of a chunk; all that are left when it is None."""
        if self.should_send_hundred_continue:
            self.send_hundred_continue_response()
            self.is_hundred_continue_response_sent = True
        whole = length is None or length < 0
        pieces: list[bytes] = []
        while length != 0 and self._in_a_chunk():
            pieces.append(self._piece(None if whole else length, use_readline))
            if not whole or (use_readline and pieces[-1].endswith(b"\n")):
                break
        return b"".join(pieces)

    def _in_a_chunk(self) -> bool:
        """Begins the next chunk where none is begun; False after the last one."""
        if self.chunk_length < 0:
            self.chunk_length, self.position = self._size(), 0
            if self.chunk_length == 0:
                self._pass_trailers()
        return self.chunk_length > 0

    def _size(self) -> int:
        line = self.rfile.readline(CHUNK_LINE)
        found = _SIZE.fullmatch(line)
        if found is None:
            raise wsgi.ChunkReadError("no size of a chunk")
        return int(found[1], 16)

    def _piece(self, length: int | None, use_readline: bool) -> bytes:
        left = self.chunk_length - self.position
        wanted = left if length is None else min(left, length)
        read: bytes = (self.rfile.readline if use_readline else self.rfile.read)(min(wanted, self._bounds.drained))
        if not read:
            raise OSError("the body ended within a chunk")
        self.position += len(read)
        if self.position == self.chunk_length:
            if self.rfile.readline(2) != b"\r\n":
                raise wsgi.ChunkReadError("a chunk is longer than it said")
            self.chunk_length = -1
        return read

    def _pass_trailers(self) -> None:
        left = TRAILERS
        while (line := self.rfile.readline(left)) != b"\r\n":
            left -= len(line)
            if left <= 0 or not line.endswith(b"\n"):
                raise wsgi.ChunkReadError("trailers without an end")
