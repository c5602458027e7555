"""What is checked of a request before a service is asked, in the order of the HTTP contract: 401 · 413 · 415 · 400.

The service checks the credentials again and everything that follows: 404, 422, the key, 403, 409, 412, the rules.
"""

import json
import math
import re
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn
from urllib.parse import unquote

import eventlet
from flask import Request
from werkzeug.exceptions import ClientDisconnected

from infra.kernel.access.identity import Verifier
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import (
    MalformedRequest,
    NotFound,
    Refusal,
    TooLarge,
    Unauthenticated,
    UnsupportedMediaType,
)
from infra.kernel.contract.wire import DIVISION_CODE, oversized

MIB = 1024 * 1024
BODY_BYTES = MIB
DRAINED_BYTES = 16 * 1024 * 1024
DRAINED_SECONDS = 5.0
DEEPEST = 32
MOST_MEMBERS = 5000
# A hundred for each of five hundred commands. What is too deep for one of them is to be told of that one alone.
MOST_MEMBERS_OF_MANY = 50_000
DEEPEST_OF_MANY = 2 * DEEPEST
NO_VERSION = -1
UUID_CHARACTERS = 36
MOST_OF_A_GROUND = 500


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls, as far as the gateway can tell. `refused` when there is a token, or a session, but not a good one."""

    caller: Caller
    actor: Actor | None
    refused: Refusal | None = None

    def holder(self) -> Caller:
        """The caller, with or without token. Raises Unauthenticated for a bad token, and what a session was refused for."""
        if self.refused is not None:
            raise self.refused
        return self.caller

    def with_token(self) -> Caller:
        """The caller, who needs a token here. Raises Unauthenticated without one."""
        if self.holder().token is None:
            raise Unauthenticated("请附上令牌 send a token: Authorization: Bearer …")
        return self.caller

    def with_token_or(self, code: str | None, header: str) -> Caller:
        """The caller, who needs a token or the code of that header."""
        if self.holder().token is None and code is None:
            raise Unauthenticated(f"请附上令牌或 {header} send a token, or the code in the header {header}")
        return self.caller


def identity(request: Request, verifier: Verifier | None) -> Identity:
    """Reads the credentials of a request; refuses nothing yet, for a page without need of a token may still answer."""
    header = request.headers.get("Authorization")
    scheme, _, token = (header or "").partition(" ")
    caller = Caller(
        token=token.strip() or None,
        capacity=request.headers.get("Capacity") or None,
        tracking_code=request.headers.get("Tracking-Code") or None,
        participant_code=request.headers.get("Participant-Code") or None,
        ground=ground_of(request),
    )
    if header is None:
        return Identity(caller, None)
    try:
        if scheme.lower() != "bearer" or caller.token is None:
            raise Unauthenticated("须为 Bearer 令牌 the Authorization header must be: Bearer TOKEN")
        if verifier is None:
            raise Unauthenticated("本机没有验证令牌的公钥 this gateway has no key to check tokens with")
        return Identity(caller, verifier.actor(caller))
    except Unauthenticated as refused:
        return Identity(caller, None, refused)


def ground_of(request: Request) -> str | None:
    """Why somebody reads, as he says it; in UTF-8, percent-encoded, since a header has plain characters only."""
    return unquote(request.headers.get("Reading-Ground", ""))[:MOST_OF_A_GROUND].strip() or None


def json_object(request: Request) -> dict[str, Any]:
    """The body of a command. Raises TooLarge, UnsupportedMediaType, MalformedRequest, in this order."""
    return _object(request, DEEPEST, MOST_MEMBERS, _no_long_text)


def json_of_many(request: Request) -> dict[str, Any]:
    """The body of a request with many commands, of which each is measured by itself (`as_if_alone`). Raises the same."""
    return _object(request, DEEPEST_OF_MANY, MOST_MEMBERS_OF_MANY, lambda document: None)


def as_if_alone(body: dict[str, Any]) -> dict[str, Any]:
    """One command's body out of many. Raises what it would have met with alone: TooLarge, MalformedRequest."""
    _no_long_text(body)
    _not_too_deep(body, DEEPEST, MOST_MEMBERS)
    return body


def _no_long_text(body: dict[str, Any]) -> None:
    if errors := oversized(body):
        raise TooLarge("单个文字字段不得超过 64 kB a text field may hold 64 kB", errors=errors)


def _object(request: Request, deepest: int, most: int, measured: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    raw = body_bytes(request)
    try:
        document: Any = _parsed(raw, deepest, most)
        fault = None
    except MalformedRequest as malformed:
        document, fault = None, malformed
    if isinstance(document, dict):
        measured(document)
    if raw and request.mimetype != "application/json":
        raise UnsupportedMediaType("请用 Content-Type: application/json send JSON with Content-Type: application/json")
    if fault is not None:
        raise fault
    if not isinstance(document, dict):
        raise MalformedRequest("须为 JSON 对象 {…} the body must be a JSON object {…}")
    return document


def body_bytes(request: Request, most: int = BODY_BYTES) -> bytes:
    """At most 1 MiB, or `most`, with or without Content-Length. A larger body is never kept."""
    return b"".join(body_pieces(request, most))


def body_pieces(request: Request, most: int) -> Iterator[bytes]:
    """The body as it comes, so many bytes at most. Raises TooLarge and MalformedRequest, also in its midst."""
    if (request.content_length or 0) > most:
        _let_go(request, request.content_length or 0, most)
    stream, size = _input_of(request), 0
    try:
        while piece := stream.read(min(64 * 1024, most + 1 - size)):
            size += len(piece)
            if size > most:
                _let_go(request, DRAINED_BYTES, most)
            yield piece
    except (ClientDisconnected, OSError, ValueError) as error:
        raise MalformedRequest("请求正文不完整 the body was not complete") from error


def _input_of(request: Request) -> BinaryIO:
    """The body's stream. Werkzeug hides a chunked body unless the server says that its stream ends by itself."""
    if request.environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        chunked: BinaryIO = request.environ["wsgi.input"]
        return chunked
    limited: BinaryIO = request.stream  # type: ignore[assignment]  # werkzeug says IO[bytes]
    return limited


def _let_go(request: Request, announced: int, most: int) -> NoReturn:
    """Refuses a large body. What has been sent is thrown away for a while, else the client would not see the answer."""
    refusal = TooLarge(f"请求正文不得超过 {most // MIB} MiB a body may have {most} bytes")
    if request.headers.get("Expect", "").lower() == "100-continue" or announced > DRAINED_BYTES:
        raise refusal
    stream, left, until = _input_of(request), DRAINED_BYTES, time.monotonic() + DRAINED_SECONDS
    try:
        # Who announces much and then sends nothing gets the answer all the same.
        with eventlet.Timeout(DRAINED_SECONDS, False):
            while left > 0 and time.monotonic() < until and (piece := stream.read(64 * 1024)):
                left -= len(piece)
    except (ClientDisconnected, OSError, ValueError) as error:
        raise refusal from error
    raise refusal


def _parsed(raw: bytes, deepest: int, most: int) -> Any:
    def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        _not_too_many(len(pairs), most)
        return _once_each(pairs)

    try:
        document = json.loads(
            raw.decode("utf-8"), object_pairs_hook=once_each, parse_constant=_not_json, parse_float=_finite
        )
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise MalformedRequest("不是有效的 JSON the body is not valid JSON (UTF-8, each name once, no NaN)") from error
    _not_too_deep(document, deepest, most)
    return document


def _not_too_many(members: int, most: int) -> None:
    """Every member costs a service work, and every unknown one a line in the answer; a real command has a few dozen."""
    if members > most:
        raise TooLarge(f"请求正文至多 {most} 个字段和列表项 a body may have {most} fields and items of lists")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a name occurs twice")
    return fields


def _not_json(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("the number is too large")
    return number


def _not_too_deep(document: Any, levels: int, most: int) -> None:
    """Level by level, without recursion: the depth is the caller's choice, our stack is not.

    Raises MalformedRequest, and TooLarge for what has too many members.
    """
    layer, members = [document], 0
    for _ in range(levels + 1):
        layer = [inner for item in layer for inner in _inside(item)]
        members += len(layer)
        _not_too_many(members, most)
        if not layer:
            return
    raise MalformedRequest(f"嵌套超过 {levels} 层 nested deeper than {levels} levels")


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def record_id(text: str) -> str:
    """The id of an address in its canonical form: a UUID, or a division's code. What is neither names no record."""
    if re.fullmatch(DIVISION_CODE, text):
        return text
    try:
        if len(text) == UUID_CHARACTERS:
            return str(uuid.UUID(text))
    except ValueError:
        pass
    raise NotFound("没有这条记录 there is no such record")


def parent_id(ids: dict[str, str]) -> str | None:
    """The id of the record that the addressed one is nested in, if it is nested."""
    return record_id(ids["parent"]) if "parent" in ids else None


def if_match(request: Request) -> int | None:
    """The version the caller has seen: `"VERSION"`, or the ETag of what he read (`"VERSION-DIGEST"`).

    What is neither, nor `*`, holds for no version: 412, later.
    """
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return None
    quoted = re.fullmatch(r'\s*"([0-9]{1,15})(-[0-9a-f]+)?"\s*', header)
    return int(quoted[1]) if quoted else NO_VERSION


def idempotency_key(request: Request) -> str:
    """The caller's key, or a fresh one that makes this request unlike any other.

    In quotation marks (a string of RFC 9651, as draft-ietf-httpapi-idempotency-key-header has it) it is the same key.
    """
    given = request.headers.get("Idempotency-Key", "").strip()
    quoted = re.fullmatch(r'"((?:[^"\\]|\\["\\])*)"', given)
    if quoted:
        return re.sub(r"\\(.)", r"\1", quoted[1])
    return given or str(uuid.uuid4())


def correlation_id(request: Request) -> str:
    """The caller's number for this matter when it is one that may stand in a log, else a fresh one."""
    given = request.headers.get("X-Correlation-Id", "")
    return given if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given) else new_id()
