"""The ledger for strangers: checkpoint, tiles, key and blobs under `/v1/ledger/`, laid out as C2SP tlog-tiles says.

Checkpoint, tiles of hashes and key are public; bundles of entries and blobs are for auditors. Any client of that
specification works with `https://HOST/v1/ledger/` as the log's address.
"""

import base64
import re
from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway import documents
from gateway.context import Gateway, identity_of_request
from gateway.services import AUDIT
from infra.kernel.problems import NotFound
from infra.ledger.texts import Malformed
from infra.ledger.tiles import TilePath, parse_path

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
FRESH = "public, max-age=1"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AUDITORS = "private, max-age=31536000, immutable"


class Key(Schema):
    """What strangers check signatures with: a vkey is a name, the key's id and the key, in one line."""

    vkey = fields.String(required=True, metadata={"description": "账本的签名公钥 of the ledger"})
    witness_vkey = fields.String(
        required=True, metadata={"description": "本站作为见证方的公钥 with which this site cosigns others' ledgers"}
    )
    origin = fields.String(required=True, metadata={"description": "账本的名称，即检查点第一行 the ledger's name"})


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("ledger", __name__, description="账本 ledger")

    def checkpoint() -> Response:
        identity_of_request().holder()
        note = gateway.services.call(AUDIT, "checkpoint", None)["note"]
        return _kept(note.encode(), TEXT, FRESH)

    def checkpoints() -> Response:
        identity_of_request().holder()
        sizes = gateway.services.call(AUDIT, "checkpoints", None)["sizes"]
        return _kept("".join(f"{size}\n" for size in sizes).encode(), TEXT, FRESH)

    def kept(size: str) -> Response:
        identity_of_request().holder()
        if not re.fullmatch(r"0|[1-9][0-9]{0,15}", size):
            raise NotFound("没有这个检查点 there is no such checkpoint")
        note = gateway.services.call(AUDIT, "kept", {"size": int(size)})["note"]
        return _kept(note.encode(), TEXT, FRESH)

    def tile(path: str) -> Response:
        named = _named(path)
        if named.level is None:
            caller = identity_of_request().with_token()
            asked = {"path": f"tile/{path}", "caller": caller}
            return _kept(_content(gateway.services.call(AUDIT, "bundle", asked)), BYTES, FOR_AUDITORS)
        identity_of_request().holder()
        return _kept(_content(gateway.services.call(AUDIT, "tile", {"path": f"tile/{path}"})), BYTES, FOR_EVER)

    def key() -> Response:
        identity_of_request().holder()
        keys = gateway.services.call(AUDIT, "key", None)
        if request.accept_mimetypes.best_match(["application/json", "text/plain"]) == "text/plain":
            return Response(f"{keys['vkey']}\n", content_type=TEXT)
        return jsonify(keys)

    def blob(sha256: str) -> Response:
        caller = identity_of_request().with_token()
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise NotFound("没有这份内容 there is no such blob: its name is a SHA-256 in small hexadecimal digits")
        asked = {"sha256": sha256, "caller": caller}
        return _kept(_content(gateway.services.call(AUDIT, "blob", asked)), BYTES, FOR_AUDITORS)

    routes.route("/v1/ledger/checkpoint", endpoint="checkpoint")(routes.doc(**_CHECKPOINT)(checkpoint))
    routes.route("/v1/ledger/checkpoints", endpoint="checkpoints")(routes.doc(**_CHECKPOINTS)(checkpoints))
    routes.route("/v1/ledger/checkpoints/<size>", endpoint="kept")(routes.doc(**_KEPT)(kept))
    routes.route("/v1/ledger/key", endpoint="key")(routes.doc(**_KEY)(key))
    routes.route("/v1/ledger/tile/<path:path>", endpoint="tile")(routes.doc(**_TILE)(tile))
    routes.route("/v1/ledger/blobs/<sha256>", endpoint="blob")(routes.doc(**_BLOB)(blob))
    return routes


def _named(path: str) -> TilePath:
    """Raises NotFound for what no tile can be called."""
    try:
        return parse_path(f"tile/{path}")
    except Malformed as malformed:
        raise NotFound("没有这个瓦片 there is no such tile") from malformed


def _content(answer: dict[str, Any]) -> bytes:
    return base64.b64decode(answer["content"])


def _kept(content: bytes, content_type: str, how_long: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Cache-Control"] = how_long
    return response


def _bytes(what: str, media_type: str = BYTES) -> documents.Document:
    schema = {"type": "string", **({"format": "binary"} if media_type == BYTES else {})}
    return {"200": {"description": what, "content": {media_type: {"schema": schema}}}}


_CHECKPOINT: documents.Document = {
    "operationId": "ledger.checkpoint",
    "summary": "最新检查点 the newest checkpoint: a signed note with name, size and root",
    "description": (
        "格式见 C2SP tlog-checkpoint；见证方的签名在其后各行。"
        " As C2SP tlog-checkpoint says; further lines are witnesses' cosignatures."
    ),
    "security": [],
    "parameters": [documents.CORRELATION],
    "responses": {
        **_bytes("检查点 the signed note", "text/plain"),
        **documents.refusals("unauthenticated", "not-found", "unavailable"),
    },
}
_CHECKPOINTS: documents.Document = {
    "operationId": "ledger.checkpoints",
    "summary": "永久保存的检查点，每行一个大小 the checkpoints kept for ever, a size a line",
    "security": [],
    "parameters": [documents.CORRELATION],
    "responses": {
        **_bytes("大小 sizes", "text/plain"),
        **documents.refusals("unauthenticated", "unavailable"),
    },
}
_KEPT: documents.Document = {
    "operationId": "ledger.kept-checkpoint",
    "summary": "某一保存的检查点 one of the checkpoints kept for ever",
    "security": [],
    "parameters": [
        documents.of_path("size", "检查点的大小 how many entries it covers", {"type": "integer", "minimum": 0}),
        documents.CORRELATION,
    ],
    "responses": {
        **_bytes("检查点 the signed note", "text/plain"),
        **documents.refusals("unauthenticated", "not-found", "unavailable"),
    },
}
_TILE: documents.Document = {
    "operationId": "ledger.tile",
    "summary": "瓦片 a tile of hashes `L/N[.p/W]` (public), or a bundle of entries `entries/N[.p/W]` (AUD)",
    "description": (
        "路径与内容按 C2SP tlog-tiles；哈希瓦片公开，条目包须为审计员 (AUD)。"
        " Paths and bytes as C2SP tlog-tiles says. Tiles never change and may be kept for ever."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [
        documents.of_path("path", "`L/N`、`L/N.p/W` 或 `entries/N` as tlog-tiles has it", {"type": "string"}),
        documents.CORRELATION,
    ],
    "responses": {
        **_bytes("256 × 32 字节以内 up to 256 hashes, or a bundle"),
        **documents.refusals("unauthenticated", "not-permitted", "not-found", "unavailable"),
    },
}
_KEY: documents.Document = {
    "operationId": "ledger.key",
    "summary": "验证账本所用的公钥 the public keys; as text/plain the ledger's vkey alone",
    "security": [],
    "parameters": [documents.CORRELATION],
    "responses": {
        "200": {
            "description": "公钥 keys",
            "content": {"application/json": {"schema": Key}, "text/plain": {"schema": {"type": "string"}}},
        },
        **documents.refusals("unauthenticated", "unavailable"),
    },
}
_BLOB: documents.Document = {
    "operationId": "ledger.blob",
    "summary": "超长内容 a payload too long for an entry, by its SHA-256 (AUD)",
    "security": documents.TOKEN,
    "parameters": [
        documents.of_path(
            "sha256", "内容的摘要 its digest in small letters", {"type": "string", "pattern": "^[0-9a-f]{64}$"}
        ),
        documents.CORRELATION,
    ],
    "responses": {
        **_bytes("原文 the bytes"),
        **documents.refusals("unauthenticated", "not-permitted", "not-found", "unavailable"),
    },
}
