"""Takes in clients, as many as there is room for; where nobody can be taken in any more, the process has to end."""

import errno
import time
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet import greenio, wsgi

from infra.kernel.web.bounds import Bounds
from infra.kernel.web.framing import StrictProtocol
from infra.kernel.web.lines import Line, Lines, Waits
from infra.kernel.web.unread import full

PAUSE_SECONDS = 0.05
FAREWELL_SECONDS = 1.0
ANSWERING_SECONDS = 2.0
WAITING_CLIENTS = 512
# A client that has gone before it was taken in, and what the network says of it (accept(2)).
_ITS_OWN = {
    errno.ECONNABORTED, errno.ECONNRESET, errno.EPIPE, errno.EPROTO, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN,
    errno.EHOSTUNREACH, errno.ENONET, errno.ENOPROTOOPT, errno.EOPNOTSUPP, errno.ETIMEDOUT, errno.EPERM, errno.EINTR,
}  # fmt: skip
_EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


class ListenerDied(Exception):
    """Nobody can be let in any more: the process is of no use, whoever watches it starts another."""


class Listening:
    """A bound socket, and `lines`, all that came in by it."""

    def __init__(self, sock: Any, application: Callable[..., Any], bounds: Bounds) -> None:
        self._socket, self._bounds, self.lines = sock, bounds, Lines(bounds.most_lines)
        self._server = wsgi.Server(
            sock, sock.getsockname(), application, log_output=False, debug=False, socket_timeout=bounds.idle
        )

    def for_ever(self) -> None:
        """Raises ListenerDied."""
        exhausted_since: float | None = None
        while True:
            try:
                sock, address = self._socket.accept()
            except OSError as error:
                exhausted_since = self._may_go_on(error, exhausted_since)
                continue
            exhausted_since = None
            self._take_in(Line(sock, address))
            # The lines that there are come first: each may be about to end.
            eventlet.sleep(0)

    def stop(self) -> None:
        """Takes nobody in any more; who is being answered may still be."""
        self._socket.close()
        self.lines.give_up_idle()

    def answer_who_waits(self) -> None:
        """Returns when nobody waits for an answer any more, or after two seconds: live news has no end."""
        with eventlet.Timeout(ANSWERING_SECONDS, False):
            while any(line.waits in (Waits.FOR_US, Waits.TO_BE_READ) for line in self.lines):
                eventlet.sleep(0.01)

    def _may_go_on(self, error: OSError, exhausted_since: float | None) -> float | None:
        if error.errno in _ITS_OWN:
            return exhausted_since
        if error.errno not in _EXHAUSTED:
            raise ListenerDied(f"nobody can be let in any more: {error}") from error
        since = exhausted_since or time.monotonic()
        if time.monotonic() - since >= self._bounds.exhausted:
            raise ListenerDied(
                f"nobody could be let in for {self._bounds.exhausted:.0f} s: {error}; raise `ulimit -n`"
            ) from error
        self.lines.give_up_idle()
        eventlet.sleep(PAUSE_SECONDS)
        return since

    def _take_in(self, line: Line) -> None:
        crowded = len(self.lines) >= self._bounds.most_lines + self._bounds.leaving
        room = self.lines.make_room()
        self.lines.add(line)
        if crowded:
            self._close(line)
        else:
            eventlet.spawn(self._serve if room else self._turn_away, line)

    def _serve(self, line: Line) -> None:
        try:
            StrictProtocol([line.address, line.sock, wsgi.STATE_IDLE, line, self._bounds], self._server)
        finally:
            self._close(line)

    def _turn_away(self, line: Line) -> None:
        """Says so, and waits a moment for the client to have heard it."""
        line.given_up = True
        try:
            with eventlet.Timeout(FAREWELL_SECONDS, False):
                line.sock.sendall(full())
                line.sock.shutdown(greenio.socket.SHUT_WR)
                while line.sock.recv(self._bounds.piece):
                    pass
        except (OSError, EOFError):
            pass
        finally:
            self._close(line)

    def _close(self, line: Line) -> None:
        self.lines.gone(line)
        greenio.shutdown_safe(line.sock)
        line.sock.close()
