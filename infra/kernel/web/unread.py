"""A refusal of what was never read as a request: the wire writes it itself, in the form of all refusals."""

import json
from http import HTTPStatus

import structlog

from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import MalformedRequest, Unavailable

log = structlog.get_logger("shangliang.requests")

TITLE = "请求有误 Malformed request"
FULL = "连接已满，请稍后再试 too many connections, try again later"
RETRY_SECONDS = 5


def unreadable(status: int, detail: str, wrong: str | None) -> bytes:
    """`wrong` is for the log: it may repeat what the client sent only where that is short and plain."""
    return _answer(status, MalformedRequest.name, TITLE, detail, "", wrong)


def full() -> bytes:
    retry = f"Retry-After: {RETRY_SECONDS}\r\n"
    return _answer(Unavailable.status, Unavailable.name, Unavailable.title, FULL, retry, "too many connections")


def _answer(status: int, name: str, title: str, detail: str, header: str, wrong: str | None) -> bytes:
    correlation_id = new_id()
    log.warning("refused unread", status=status, wrong=wrong, correlation_id=correlation_id)
    document = {
        "type": f"urn:shangliang:problem:{name}",
        "title": title,
        "status": status,
        "detail": detail,
        "correlation_id": correlation_id,
    }
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n{header}"
        f"X-Correlation-Id: {correlation_id}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
