"""Where one request ends and the next begins: what two readers could read differently is refused, and the line closed.

A web server in front of this one may let through what it reads in its own way. If the two disagreed on the length of a
body, part of one caller's body would be read here as another caller's request (RFC 9112, section 11.2). So there is
one Content-Length of plain digits, or `Transfer-Encoding: chunked` and nothing else, or no body.
"""

import contextlib
import io
import re
from email import errors
from http import HTTPStatus
from typing import Any

import eventlet
from eventlet import greenio, wsgi

from infra.kernel.web.answer import Outgoing
from infra.kernel.web.body import Body
from infra.kernel.web.bounds import Bounds
from infra.kernel.web.leaving import WHEN_LEFT, Watch
from infra.kernel.web.lines import Line, Waits
from infra.kernel.web.unread import unreadable

TOLD = "请求的首部有歧义或有误 the request's framing is ambiguous or wrong: {}"
TOO_LONG = "地址过长，至多 {0} 字节 the address is too long: a request's first line may have {0} bytes"
TOO_SLOW = "请求来得太慢 the request did not arrive in time"
_HOST = re.compile(r"[A-Za-z0-9\-._~%!$&'()*+,;=:\[\]]*[ \t]*")
_NO_HEADER = (
    errors.FirstHeaderLineIsContinuationDefect,
    errors.InvalidHeaderDefect,
    errors.MissingHeaderBodySeparatorDefect,
)


class HeaderLines:
    """The lines of a request's head, counted in bytes, and watched for what is one line to some readers and two to others."""

    def __init__(self, lines: Any, bounds: Bounds) -> None:
        self._lines, self._bounds, self._left, self.ambiguous = lines, bounds, bounds.headers, False

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._lines.readline(self._bounds.header_line)
        self._left -= len(line)
        if len(line) >= self._bounds.header_line:
            raise wsgi.HeaderLineTooLong
        if self._left < 0:
            raise wsgi.HeadersTooLarge
        if re.search(rb"^[ \t]|[\x00\r]", line.removesuffix(b"\r\n")):
            self.ambiguous = True
        return line


class StrictProtocol(wsgi.HttpProtocol):  # type: ignore[misc]  # eventlet has no types
    """eventlet's, which takes the first of two lengths and any number that Python can read, and waits for ever.

    One for each line. `conn_state` is [address, socket, eventlet's word for its state, Line, Bounds].
    """

    rfile: Any
    wfile: Any
    close_connection: Any

    def __init__(self, conn_state: list[Any], server: wsgi.Server) -> None:
        self.line: Line = conn_state[3]
        self.bounds: Bounds = conn_state[4]
        super().__init__(conn_state, server)

    def setup(self) -> None:
        super().setup()
        self.wfile.close()
        self.wfile = io.BufferedWriter(Outgoing(self.line, self.bounds), self.wbufsize)

    def finish(self) -> None:
        """Also when the client is gone: what is not closed keeps the descriptor."""
        for file in (self.wfile, self.rfile):
            with contextlib.suppress(OSError, ValueError):
                file.close()
        greenio.shutdown_safe(self.connection)
        self.connection.close()

    def handle_one_request(self) -> None:
        self.close_connection = True
        self.line.becomes(Waits.FOR_A_REQUEST)
        if self.line.given_up or not self._begun():
            return
        self.line.becomes(Waits.FOR_THE_REST)
        try:
            with eventlet.Timeout(self.bounds.head, TimeoutError):
                arrived = self._head_arrived()
        except TimeoutError:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, TOO_SLOW, "head too slow")
            return
        if arrived:
            self.line.becomes(Waits.FOR_US)
            self._answer()

    def _begun(self) -> bool:
        """Whether a first byte came."""
        self.connection.settimeout(self.bounds.idle)
        with contextlib.suppress(OSError, EOFError, ValueError):
            return bool(self.rfile.peek(1))
        return False

    def _head_arrived(self) -> bool:
        self.raw_requestline = self.rfile.readline(self.bounds.request_line + 1)
        if len(self.raw_requestline) > self.bounds.request_line:
            told = TOO_LONG.format(self.bounds.request_line)
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, told, "request line too long")
            return False
        lines, self.rfile = self.rfile, HeaderLines(self.rfile, self.bounds)
        try:
            return self.parse_request()
        finally:
            self.rfile = lines

    def parse_request(self) -> bool:
        try:
            if not super().parse_request():
                return False
        except (wsgi.HeaderLineTooLong, wsgi.HeadersTooLarge):
            self.send_error(HTTPStatus.BAD_REQUEST, "too long")
            return False
        wrong = (
            "folded line or control character" if self.rfile.ambiguous else self._wrong_host() or self._wrong_framing()
        )
        if wrong:
            self.send_error(HTTPStatus.BAD_REQUEST, wrong)
            return False
        # What follows a chunked body is never read as a request: nothing depends on how its chunks are counted.
        self.close_connection = self.close_connection or "Transfer-Encoding" in self.headers
        return True

    def _wrong_host(self) -> str | None:
        """RFC 9112, section 3.2."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) > 1 or not all(_HOST.fullmatch(host) for host in hosts):
            return "Host"
        return "no Host" if not hosts and self.request_version == "HTTP/1.1" else None

    def _wrong_framing(self) -> str | None:
        if any(isinstance(defect, _NO_HEADER) for defect in self.headers.defects):
            return "no header"
        lengths = self.headers.get_all("Content-Length", [])
        codings = self.headers.get_all("Transfer-Encoding", [])
        if len(lengths) > 1 or not all(re.fullmatch(r"[0-9]{1,18}[ \t]*", length) for length in lengths):
            return "Content-Length"
        if codings and (lengths or [coding.strip(" \t").lower() for coding in codings] != ["chunked"]):
            return "Transfer-Encoding"
        if codings and self.request_version != "HTTP/1.1":
            return "Transfer-Encoding"
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Also for what the standard library refuses while it reads the head."""
        self._refuse(int(code), TOLD.format(message), message)

    def _refuse(self, status: int, detail: str, wrong: str | None) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.write(unreadable(status, detail, wrong))
            self.wfile.flush()
        self._linger()

    def _linger(self) -> None:
        """A client that is still sending would lose the answer if the line were closed under it."""
        self.line.becomes(Waits.FOR_THE_REST)
        left = self.bounds.drained
        with contextlib.suppress(OSError, EOFError), eventlet.Timeout(self.bounds.drain, False):
            self.connection.shutdown(greenio.socket.SHUT_WR)
            while left > 0 and (piece := self.connection.recv(self.bounds.piece)):
                left -= len(piece)

    def get_environ(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_environ()
        self.body = Body(found["eventlet.input"], self.line, self.bounds)
        found["wsgi.input"] = found["eventlet.input"] = self.body
        self.watch = Watch(self.connection)
        found[WHEN_LEFT] = self.watch.begin
        return found

    def _answer(self) -> None:
        self.environ = self.get_environ()
        self.application = self.server.app
        # The line broke, ours is at an end.
        with contextlib.suppress(OSError):
            try:
                self.handle_one_response()
            finally:
                self.watch.end()
            if self.close_connection and self.body.unread:
                self._linger()
