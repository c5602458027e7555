"""The ledger for strangers: checkpoint, tiles, key and blobs under `/v1/ledger/`, laid out as C2SP tlog-tiles says.

Checkpoint, tiles of hashes, key and the redacted form of entries are public; bundles of entries and blobs are for
auditors. Any client of that specification works with `https://HOST/v1/ledger/` as the log's address.
"""

import base64
import re
from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.http.handing_out import BYTES, FOR_AUDITORS, FOR_EVER, FRESH, TEXT, handed_out, open_to_pages, packed
from gateway.http.services import AUDIT
from infra.kernel.base.problems import NotFound
from infra.ledger.redacted import LINES
from infra.ledger.texts import Malformed
from infra.ledger.tiles import TilePath, parse_path


class Key(Schema):
    """What strangers check signatures with: a vkey is a name, the key's id and the key, in one line."""

    vkey = fields.String(required=True, metadata={"description": "账本的签名公钥 of the ledger"})
    witness_vkey = fields.String(
        required=True, metadata={"description": "本站作为见证方的公钥 with which this site cosigns others' ledgers"}
    )
    origin = fields.String(required=True, metadata={"description": "账本的名称，即检查点第一行 the ledger's name"})
    witnesses = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "本站所要求的见证方的公钥 of the witnesses that this site's policy names"},
    )


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("ledger", __name__, description="账本 ledger")

    def checkpoint() -> Response:
        identity_of_request().holder()
        note = gateway.services.call(AUDIT, "checkpoint", None)["note"]
        return packed(handed_out(note.encode(), TEXT, FRESH))

    def checkpoints() -> Response:
        identity_of_request().holder()
        sizes = gateway.services.call(AUDIT, "checkpoints", None)["sizes"]
        return packed(handed_out("".join(f"{size}\n" for size in sizes).encode(), TEXT, FRESH))

    def kept(size: str) -> Response:
        identity_of_request().holder()
        if not re.fullmatch(r"0|[1-9][0-9]{0,15}", size):
            raise NotFound("没有这个检查点 there is no such checkpoint")
        note = gateway.services.call(AUDIT, "kept", {"size": int(size)})["note"]
        return packed(handed_out(note.encode(), TEXT, FRESH))

    def tile(path: str) -> Response:
        named = _named(path)
        if named.level is None:
            caller = identity_of_request().with_token()
            asked = {"path": f"tile/{path}", "caller": caller}
            return packed(handed_out(_content(gateway.services.call(AUDIT, "bundle", asked)), BYTES, FOR_AUDITORS))
        identity_of_request().holder()
        content = _content(gateway.services.call(AUDIT, "tile", {"path": f"tile/{path}"}))
        return handed_out(content, BYTES, FOR_EVER)

    def redacted(path: str) -> Response:
        identity_of_request().holder()
        _named(f"entries/{path}")
        content = _content(gateway.services.call(AUDIT, "redacted", {"path": f"tile/entries/{path}"}))
        return packed(handed_out(content, LINES, FOR_EVER))

    def key() -> Response:
        identity_of_request().holder()
        keys = gateway.services.call(AUDIT, "key", None)
        as_text = request.accept_mimetypes.best_match(["application/json", "text/plain"]) == "text/plain"
        response = Response(f"{keys['vkey']}\n", content_type=TEXT) if as_text else jsonify(keys)
        response.vary.add("Accept")
        return conditional.document(response)

    def blob(sha256: str) -> Response:
        caller = identity_of_request().with_token()
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise NotFound("没有这份内容 there is no such blob: its name is a SHA-256 in small hexadecimal digits")
        asked = {"sha256": sha256, "caller": caller}
        return packed(handed_out(_content(gateway.services.call(AUDIT, "blob", asked)), BYTES, FOR_AUDITORS))

    routes.route("/v1/ledger/checkpoint", endpoint="checkpoint")(routes.doc(**_CHECKPOINT)(checkpoint))
    routes.route("/v1/ledger/checkpoints", endpoint="checkpoints")(routes.doc(**_CHECKPOINTS)(checkpoints))
    routes.route("/v1/ledger/checkpoints/<size>", endpoint="kept")(routes.doc(**_KEPT)(kept))
    routes.route("/v1/ledger/key", endpoint="key")(routes.doc(**_KEY)(key))
    routes.route("/v1/ledger/tile/<path:path>", endpoint="tile")(routes.doc(**_TILE)(tile))
    routes.route("/v1/ledger/redacted/<path:path>", endpoint="redacted")(routes.doc(**_REDACTED)(redacted))
    routes.route("/v1/ledger/blobs/<sha256>", endpoint="blob")(routes.doc(**_BLOB)(blob))
    routes.after_request(open_to_pages)
    return routes


def _named(path: str) -> TilePath:
    """Raises NotFound for what no tile can be called."""
    try:
        return parse_path(f"tile/{path}")
    except Malformed as malformed:
        raise NotFound("没有这个瓦片 there is no such tile") from malformed


def _content(answer: dict[str, Any]) -> bytes:
    return base64.b64decode(answer["content"])


def _bytes(what: str, media_type: str = BYTES) -> documents.Document:
    schema = {"type": "string", **({"format": "binary"} if media_type == BYTES else {})}
    return {"200": {"description": what, "content": {media_type: {"schema": schema}}}, **documents.CONDITIONAL}


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
_REDACTED: documents.Document = {
    "operationId": "ledger.redacted",
    "summary": "条目的公开形式 the redacted form of a bundle of entries, `N[.p/W]`: a JSON object a line",
    "description": (
        "无须令牌即可逐条走完整个账本：每行 {index, leaf, service, position, type, event_id, recorded_at}。`leaf` 为条目的叶哈希"
        "（Base64），由签名的根所证明；其余各项是本站的说法，持有凭证或导出文件的人可以对照。"
        " To walk the whole ledger without a token. `leaf` is the entry's leaf hash in Base64 and proven by the signed root;"
        " the rest is the site's word, which whoever has the entry (a receipt, an export) can compare with it."
    ),
    "security": [],
    "parameters": [
        documents.of_path("path", "`N` 或 `N.p/W` as tlog-tiles names bundles", {"type": "string"}),
        documents.CORRELATION,
    ],
    "responses": {
        **_bytes("每行一条 a line an entry", LINES.partition(";")[0]),
        **documents.refusals("unauthenticated", "not-found", "unavailable"),
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
        **documents.CONDITIONAL,
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
