"""How a refusal looks to the caller: application/problem+json (RFC 9457), never a stack trace."""

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from itertools import islice
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from infra.kernel.base.problems import NotFound, NotPermitted, Refusal, TooLarge, TooMany, Unauthenticated

log = logging.getLogger(__name__)

URN = "urn:shangliang:problem:"
MOST_FIELDS_NAMED = 50


class Fault(Refusal):
    """No refusal, but told as one to whoever reads pages: whether anything was changed, nobody can say."""

    name, status, title = "internal", 500, "内部错误 Internal error"


def problem(refusal: Refusal) -> Response:
    """The answer for a refusal of the contract."""
    response = document_response(said_of(refusal))
    if isinstance(refusal, Unauthenticated):
        response.headers["WWW-Authenticate"] = _challenge()
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, TooLarge):
        response.headers["Connection"] = "close"
    return response


def said_of(refusal: Refusal) -> dict[str, Any]:
    """The document for a refusal of the contract."""
    return {
        "type": URN + refusal.name,
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "errors": _first_of(refusal.errors) or None,
        "rule": refusal.rule,
        "state": refusal.state,
        "allowed_commands": refusal.allowed_commands,
    }


def _challenge() -> str:
    """RFC 6750, 3: who sent a token hears that it is no good; who sent none hears only what is wanted."""
    scheme = request.headers.get("Authorization", "").partition(" ")[0]
    return 'Bearer realm="shangliang"' + (', error="invalid_token"' if scheme.lower() == "bearer" else "")


def _first_of(errors: Any) -> Any:
    """What is wrong, a page of it: an answer is not to grow with how much of a request is wrong."""
    if not isinstance(errors, dict):
        return errors
    return {name: _first_of(said) for name, said in islice(errors.items(), MOST_FIELDS_NAMED)}


def document_response(document: dict[str, Any]) -> Response:
    """The document as it goes out."""
    return Response(in_bytes(filled(document)), status=document["status"], content_type="application/problem+json")


def filled(document: dict[str, Any]) -> dict[str, Any]:
    """With the correlation id and without empty members."""
    return {
        **{name: value for name, value in document.items() if value is not None},
        "correlation_id": g.correlation_id,
    }


def in_bytes(document: dict[str, Any]) -> bytes:
    """A field name of the caller may hold a lone surrogate: written as \\udXXX it stays valid JSON."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")


def register(app: Flask, as_page: Callable[[Refusal], Response | None]) -> None:
    """Every way a request can fail gets one and the same form; `as_page` makes a page of a refusal, where one is wanted."""

    def refused(refusal: Refusal) -> Response:
        tell(refusal)
        return as_page(refusal) or problem(refusal)

    def http(error: HTTPException) -> Response:
        page = as_page(NotFound(_DETAILS["not-found"])) if error.code == HTTPStatus.NOT_FOUND else None
        return page or _http(error)

    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, lambda error: as_page(_noted(error)) or document_response(internal()))


def tell(refusal: Refusal) -> None:
    """The log's line for who was not let in."""
    if isinstance(refusal, Unauthenticated | NotPermitted | TooMany):
        log.warning(
            "refused %s: %s %s correlation_id=%s", refusal.name, request.method, request.url_rule, g.correlation_id
        )


def _http(error: HTTPException) -> Response:
    """What Flask itself refuses: no such page, wrong method, a request that is no HTTP."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    name = "internal" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _NAMES.get(status, "malformed")
    response = document_response(
        {"type": URN + name, "title": _TITLES[name], "status": status, "detail": _DETAILS[name]}
    )
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _noted(error: Exception) -> Refusal:
    """A fault of ours. The log has the trace; the caller gets the number to ask about."""
    log.exception("unexpected: %s %s correlation_id=%s", request.method, request.url_rule, g.correlation_id)
    return Fault(_DETAILS["internal"])


def internal() -> dict[str, Any]:
    """The document for a fault of ours."""
    return {"type": URN + "internal", "title": _TITLES["internal"], "status": 500, "detail": _DETAILS["internal"]}


_NAMES = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}
_TITLES = {
    "not-found": "未找到 Not found",
    "method-not-allowed": "不支持此方法 Method not allowed",
    "malformed": "请求有误 Malformed request",
    "too-large": "内容过大 Too large",
    "internal": "内部错误 Internal error",
}
_DETAILS = {
    "not-found": "没有此地址 no such address",
    "method-not-allowed": "此地址不支持该方法 this address does not know that method",
    "malformed": "请求无法理解 the request cannot be understood",
    "too-large": "请求超过允许的大小 the request is larger than allowed",
    "internal": "系统出错，请凭编号查询 something failed here; ask with the correlation id",
}
