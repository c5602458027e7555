"""Noticing that a client leaves while its answer, which may never end, waits for something to say."""

from collections.abc import Callable
from typing import Any

import eventlet

# In the environment of a request: takes what is to be called once the client has closed its side of the line.
WHEN_LEFT = "shangliang.when_left"
PIECE = 4096


class Watch:
    """Of one request; nothing is watched until `begin`. What the client sends meanwhile is thrown away."""

    def __init__(self, sock: Any) -> None:
        self._sock, self._greenlet = sock, None

    def begin(self, tell: Callable[[], None]) -> None:
        self._greenlet = eventlet.spawn(self._until_it_leaves, tell)

    def end(self) -> None:
        if self._greenlet is not None:
            self._greenlet.kill()

    def _until_it_leaves(self, tell: Callable[[], None]) -> None:
        self._sock.settimeout(None)
        try:
            while self._sock.recv(PIECE):
                pass
        except (OSError, EOFError):
            pass
        tell()
