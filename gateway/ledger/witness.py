"""This site as a witness for other ledgers, as C2SP tlog-witness says: `POST /v1/witness/add-checkpoint`, and for monitors
`GET /v1/witness/<sha256 of the origin>/checkpoint`.

Bodies and codes are that specification's, in both directions: no JSON, also where a request is refused before it is judged.
"""

import base64
import re

from flask import Response, request
from flask_smorest import Blueprint

from gateway.documents import documents
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.handing_out import FRESH, TEXT, handed_out, open_to_pages
from gateway.http.services import AUDIT
from infra.kernel.base.problems import NotFound, Refusal, TooLarge

# An old size, 63 hashes, and a checkpoint with far more signatures than any log has.
MOST_BYTES = 64 * 1024


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("witness", __name__, description="见证 witness")

    def add_checkpoint() -> Response:
        try:
            body = checks.body_bytes(request)
            if len(body) > MOST_BYTES:
                raise TooLarge(f"at most {MOST_BYTES} bytes")
            answer = gateway.services.call(AUDIT, "add_checkpoint", {"body": base64.b64encode(body).decode()})
        except Refusal as refusal:
            return _in_plain_text(refusal)
        return Response(answer["body"], status=answer["status"], content_type=answer["content_type"])

    def cosigned(origin_hash: str) -> Response:
        try:
            if not re.fullmatch(r"[0-9a-f]{64}", origin_hash):
                raise NotFound("the SHA-256 of an origin is named in 64 small hexadecimal digits")
            answer = gateway.services.call(AUDIT, "cosigned", {"origin_hash": origin_hash})
        except Refusal as refusal:
            return open_to_pages(_in_plain_text(refusal))
        return open_to_pages(handed_out(answer["note"].encode(), TEXT, FRESH))

    routes.route("/v1/witness/<origin_hash>/checkpoint", endpoint="cosigned")(routes.doc(**_COSIGNED)(cosigned))
    routes.route("/v1/witness/add-checkpoint", methods=["POST"], endpoint="add-checkpoint")(
        routes.doc(**_ADD_CHECKPOINT)(add_checkpoint)
    )
    return routes


def _in_plain_text(refusal: Refusal) -> Response:
    response = Response(f"{refusal.detail}\n", status=refusal.status, content_type=TEXT)
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _said(what: str, media_type: str = "text/plain") -> documents.Document:
    return {"description": what, "content": {media_type: {"schema": {"type": "string"}}}}


_ADD_CHECKPOINT: documents.Document = {
    "operationId": "witness.add-checkpoint",
    "summary": "请本站见证另一账本的检查点 ask this site to cosign another ledger's checkpoint",
    "description": (
        "正文与状态码按 C2SP tlog-witness：`old SIZE`、一致性证明、空行、检查点。"
        " Body and codes as C2SP tlog-witness says: `old SIZE`, the proof of consistency, an empty line, the checkpoint."
    ),
    "security": [],
    "parameters": [documents.CORRELATION],
    "requestBody": {"required": True, "content": {"text/plain": {"schema": {"type": "string"}}}},
    "responses": {
        "200": _said("联署行 the cosignature, one line of a signed note"),
        "400": _said("格式不符，或 old 大于检查点 not that format, or an old size above the checkpoint's"),
        "403": _said("没有该账本的有效签名 no valid signature of that ledger"),
        "404": _said("本站不见证该账本 a ledger that is not witnessed here"),
        "409": _said("old 与上次见证的大小不符；正文为后者 the size that was cosigned last", "text/x.tlog.size"),
        "413": _said(f"超过 {MOST_BYTES} 字节 too large"),
        "422": _said("一致性证明不成立 the proof of consistency does not hold"),
        "503": _said("暂不可用 unavailable"),
    },
}
_COSIGNED: documents.Document = {
    "operationId": "witness.checkpoint",
    "summary": "本站最近见证的某账本的检查点 the checkpoint of a ledger that this site cosigned last",
    "description": (
        "路径为账本名称（检查点首行）的 SHA-256。供监测者对照：账本给他看的与给见证方看的是否一致。"
        " By the SHA-256 of the ledger's origin, for monitors: is what the ledger shows them what it showed its witness?"
    ),
    "security": [],
    "parameters": [
        documents.of_path(
            "origin_hash", "账本名称的 SHA-256 of the ledger's origin", {"type": "string", "pattern": "^[0-9a-f]{64}$"}
        ),
        documents.CORRELATION,
    ],
    "responses": {
        "200": _said("检查点，带账本的签名与本站的联署 with the ledger's signature and this site's cosignature"),
        **documents.CONDITIONAL,
        "404": _said("本站未见证过该账本 never cosigned here"),
        "503": _said("暂不可用 unavailable"),
    },
}  # fmt: skip
