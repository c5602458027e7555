"""Where one request ends and the next begins: what two readers could read differently is refused, and the line closed.

A web server in front of this one may let through what it reads in its own way. If the two disagreed on the length of a
body, part of one caller's body would be read here as another caller's request (RFC 9112, section 11.2). So there is
one Content-Length of plain digits, or `Transfer-Encoding: chunked` and nothing else, or no body.
"""

import contextlib
import json
import re
from email import errors
from typing import Any

import eventlet
import structlog
from eventlet import wsgi

from infra.kernel.ids import new_id
from infra.kernel.problems import Malformed

log = structlog.get_logger("shangliang.requests")

TITLE = "请求有误 Malformed request"
TOLD = "请求的首部有歧义或有误 the request's framing is ambiguous or wrong: {}"
DRAINED_SECONDS = 5.0
_NO_HEADER = (
    errors.FirstHeaderLineIsContinuationDefect,
    errors.InvalidHeaderDefect,
    errors.MissingHeaderBodySeparatorDefect,
)


class HeaderLines:
    """The lines of a request's head, watched for what is one line to some readers and two to others."""

    def __init__(self, lines: Any) -> None:
        self._lines, self.ambiguous = lines, False

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._lines.readline(size)
        if re.search(rb"^[ \t]|[\x00\r]", line.removesuffix(b"\r\n")):
            self.ambiguous = True
        return line


class StrictProtocol(wsgi.HttpProtocol):  # type: ignore[misc]  # eventlet has no types
    """eventlet's, which takes the first of two lengths and any number that Python can read."""

    rfile: Any
    close_connection: Any
    chunked = False

    def parse_request(self) -> bool:
        self.rfile = lines = HeaderLines(self.rfile)
        try:
            if not super().parse_request():
                return False
        except (wsgi.HeaderLineTooLong, wsgi.HeadersTooLarge):
            self.send_error(Malformed.status, "too long")
            return False
        wrong = "folded line or control character" if lines.ambiguous else self._wrong_framing()
        if wrong:
            self.send_error(Malformed.status, wrong)
            return False
        self.chunked = "Transfer-Encoding" in self.headers
        # What follows a chunked body is never read as a request: nothing depends on how its chunks are counted.
        self.close_connection = self.close_connection or self.chunked
        return True

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
        """In the form of all refusals; also for what the standard library refuses while it reads the head."""
        self.close_connection = True
        correlation_id = new_id()
        log.warning("refused unread", status=int(code), wrong=message, correlation_id=correlation_id)
        document = {
            "type": f"urn:shangliang:problem:{Malformed.name}",
            "title": TITLE,
            "status": int(code),
            "detail": TOLD.format(message),
            "correlation_id": correlation_id,
        }
        body = json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
        head = (
            f"HTTP/1.1 {int(code)} {self.responses[code][0]}\r\n"
            f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n"
            f"X-Correlation-Id: {correlation_id}\r\nConnection: close\r\n\r\n"
        )
        self.wfile.write(head.encode("ascii") + body)

    def handle_one_response(self) -> None:
        super().handle_one_response()
        if self.chunked and "Expect" not in self.headers:
            # A client that is still sending would lose the answer when the line is closed under it.
            with contextlib.suppress(OSError, ValueError), eventlet.Timeout(DRAINED_SECONDS, False):
                self.environ["eventlet.input"].discard()


__all__ = ["StrictProtocol"]
