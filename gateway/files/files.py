"""Files: `POST /v1/files` takes one in, `GET /v1/files/{digest}` hands it out to whoever may read a record that names it."""

import re
from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.files.receiving import received
from gateway.files.rewriting import TYPES, rewritten
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import NotFound, Unauthenticated, Unavailable
from infra.kernel.contract import wire

PATH = "/v1/files"
OWNERS = ("topics", "outcomes", "meetings", "members")
"""The services whose records name files."""
PHOTOS = ("image/jpeg", "image/png", "image/webp")
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
NO_SUCH_FILE = "没有这个文件，或无权阅读 There is no such file, or you may not read it"


class Uploaded(Schema):
    """已上传的文件 An uploaded file, to be named by a command within a day."""

    digest = fields.String(
        required=True, metadata={"description": "所存内容的 SHA-256 of what is stored", "pattern": f"^{wire.DIGEST}$"}
    )
    type = fields.String(required=True, metadata={"enum": list(ENDINGS)})
    size = fields.Integer(required=True, metadata={"description": "字节 bytes"})


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("files", __name__, description="文件 files")

    def upload() -> Response:
        caller = identity_of_request().holder()
        with received(request) as sent:
            type_, content = rewritten(sent)
        if caller.token is None and type_ not in PHOTOS:
            raise Unauthenticated("未登录者只能上传照片 without a token only photos are taken: JPEG, PNG, WebP")
        digest = gateway.settings.files.add(type_, content)
        response = jsonify({"digest": digest, "type": type_, "size": len(content)})
        response.status_code = 201
        response.headers["Location"] = f"{PATH}/{digest}"
        return response

    def download(digest: str) -> Response:
        caller = identity_of_request().holder()
        if not re.fullmatch(wire.DIGEST, digest):
            raise NotFound(NO_SUCH_FILE)
        found = _found(gateway, caller, digest)
        key = bytes.fromhex(found["key"]) if found["key"] else None
        file = gateway.settings.files.kept(found["stream"], digest, key)
        if file is None:
            raise NotFound(NO_SUCH_FILE)
        response = Response(file.content, content_type=file.type)
        if file.type not in PHOTOS:
            response.headers["Content-Disposition"] = f'attachment; filename="{digest[:16]}.{ENDINGS[file.type]}"'
        return conditional.reading(response)

    routes.route(PATH, methods=["POST"], endpoint="upload")(routes.doc(**_UPLOAD)(upload))
    routes.route(f"{PATH}/<digest>", endpoint="read")(routes.doc(**_READ)(download))
    return routes


def handed_out(gateway: Gateway, caller: Caller, digest: str) -> bytes | None:
    """For what is taken away: None where the caller may not read it, and of what is a person's, who may be forgotten."""
    try:
        found = _found(gateway, caller, digest)
    except NotFound:
        return None
    file = None if found["key"] else gateway.settings.files.kept(found["stream"], digest, None)
    return file.content if file else None


def _found(gateway: Gateway, caller: Caller, digest: str) -> dict[str, Any]:
    """Where it is, as the first service says that has a record which names it. Raises NotFound, Unavailable."""
    silent: Unavailable | None = None
    for service in OWNERS:
        try:
            return gateway.services.call(service, "file", {"caller": caller, "digest": digest})
        except NotFound:
            continue
        except Unavailable as unavailable:
            silent = unavailable
    raise silent or NotFound(NO_SUCH_FILE)


_BYTES = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD: documents.Document = {
    "operationId": "files.upload",
    "summary": "上传文件，供一日内的命令引用 Upload a file for a command to name within a day",
    "description": (
        f"至多 20 MiB，{TYPES}，依内容判断；图片重写，不留 EXIF。未登录者只能上传照片。"
        " At most 20 MiB, judged by content; images are written anew without EXIF. Without a token only photos are taken."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [documents.CORRELATION],
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": _BYTES,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
        },
    },
    "responses": {
        "201": {
            "description": "完成 done",
            "headers": {
                "Location": {
                    "description": "引用后在此读取 where it is read once it is named",
                    "schema": {"type": "string"},
                }
            },
            "content": {"application/json": {"schema": Uploaded}},
        },
        **documents.refusals("unauthenticated", "too-large", "malformed", "invalid", "too-many", "unavailable"),
    },
}
_READ: documents.Document = {
    "operationId": "files.read",
    "summary": "读取文件 Read a file",
    "description": (
        "可读引用它的记录者可读；公众提交的附件在核可前只供办理者与提交人。"
        " For whoever may read a record that names it; a submission's only for those who handle it, and the submitter, until cleared."
    ),
    "security": [*documents.NOTHING_OR_TOKEN, {"tracking": []}],
    "parameters": [
        documents.of_path(
            "digest", "上传时取得 as the upload answered", {"type": "string", "pattern": f"^{wire.DIGEST}$"}
        ),
        documents.TRACKING,
        documents.GROUND,
        documents.CORRELATION,
    ],
    "responses": {
        "200": {
            "description": "文件 the file",
            "content": dict.fromkeys((*ENDINGS, "application/octet-stream"), _BYTES),
        },
        **documents.CONDITIONAL,
        **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
    },
}
