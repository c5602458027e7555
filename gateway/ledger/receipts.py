"""Receipts: `GET /v1/receipts/{event_id}`, a proof that an event stands in the ledger, which is checked without this site.

As text it is a tlog-proof (`c2sp.org/tlog-proof@v1`) whose `extra` line carries the entry itself; as JSON the same with
its parts named; as a page it can be printed. Whoever may read the record gets it, or whoever holds its tracking code.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, make_response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.documents.documents import RECEIPTS
from gateway.http import checks
from gateway.http.context import Gateway, identity_of_request
from gateway.http.handing_out import open_to_pages
from gateway.http.language import language, remember_language
from gateway.http.services import AUDIT, SERVICES, Services
from gateway.ledger.receipts_page import page, page_that_asks_for_a_code
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Invalid, NotFound, Unavailable
from infra.kernel.contract import wire

SEALED_WITHIN = 2
FORMS = {"text": "text/plain", "json": "application/json", "html": "text/html"}


class Receipt(Schema):
    """Everything that is needed to check it but the key one trusts, which comes from elsewhere."""

    event_id = wire.Id(required=True)
    proof = fields.String(
        required=True, metadata={"description": "c2sp.org/tlog-proof@v1，含检查点 with the checkpoint"}
    )
    entry = fields.String(required=True, metadata={"description": "账本条目原文 the entry, exactly as it is hashed"})
    payload = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "超长内容的原文，条目只含其摘要 a payload of which the entry has only the SHA-256"},
    )
    index = wire.Int(required=True, metadata={"description": "在账本中的序号，自 0 起 its place in the ledger, from 0"})
    size = wire.Int(required=True, metadata={"description": "检查点的大小 the checkpoint's size"})
    vkey = fields.String(required=True, metadata={"description": "账本的公钥 the ledger's key, as it says itself"})
    published = fields.Boolean(
        required=True, metadata={"description": "见证方已按规则联署 cosigned by as many witnesses as the rule asks"}
    )


def blueprint(gateway: Gateway, labels: Mapping[str, str]) -> Blueprint:
    """`labels`: what each collection is called, Chinese first."""
    routes = Blueprint("receipts", __name__, description="凭证 receipts")

    def receipt(event_id: str) -> Response:
        caller = identity_of_request().holder()
        found = {"event_id": checks.record_id(event_id)}
        form = _form()
        try:
            record = _record_of(gateway.services, found["event_id"], caller)
        except NotFound:
            if form != FORMS["html"]:
                raise
            return _ask_for_the_code(gateway.settings.public_url)
        found |= _sealed(gateway.services, found["event_id"])
        response = _as(form, found, record, labels, gateway.settings.public_url)
        response.vary.add("Accept")
        return response

    routes.after_request(open_to_pages)
    routes.route(f"{RECEIPTS}/<event_id>", endpoint="receipt")(routes.doc(**_RECEIPT)(receipt))
    return routes


def _form() -> str:
    """The media type that is answered. Raises Invalid."""
    asked = request.args.get("as")
    if asked is not None and asked not in FORMS:
        raise Invalid("as 须为 text、json 或 html as is one of text, json, html", errors={"as": [" | ".join(FORMS)]})
    return FORMS[asked] if asked else request.accept_mimetypes.best_match(FORMS.values(), "text/plain")


def _record_of(services: Services, event_id: str, caller: Caller) -> dict[str, Any]:
    """The record that the event is about. Raises NotFound, also when the caller may not read it."""
    for service in SERVICES:
        try:
            return services.call(service, "concerned", {"event_id": event_id, "caller": caller})
        except NotFound:
            continue
    raise NotFound("没有这个事件，或无权阅读其记录 There is no such event, or you may not read its record")


def _sealed(services: Services, event_id: str) -> dict[str, Any]:
    """Raises Unavailable while the event waits to be sealed, which takes seconds."""
    try:
        return services.call(AUDIT, "receipt", {"event_id": event_id})
    except NotFound as early:
        raise Unavailable(
            "此事件即将载入账本，请稍后再取 The event is about to be sealed into the ledger; ask again",
            retry_after=SEALED_WITHIN,
        ) from early


def _ask_for_the_code(site: str | None) -> Response:
    response = make_response(page_that_asks_for_a_code(language(), site), HTTPStatus.NOT_FOUND)
    response.vary.add("Accept")
    remember_language(response)
    return response


def _as(
    form: str, found: dict[str, Any], record: dict[str, Any], labels: Mapping[str, str], site: str | None
) -> Response:
    if form == FORMS["json"]:
        return jsonify({name: found[name] for name in Receipt().fields})
    if form == FORMS["html"]:
        response = make_response(page(found, record, labels, language(), site))
        remember_language(response)
        return response
    response = Response(found["proof"], content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{found["event_id"]}.tlog-proof"'
    return response


_RECEIPT: documents.Document = {
    "operationId": "receipts.read",
    "summary": "事件凭证 the receipt of an event: an offline proof that it stands in the ledger",
    "description": (
        "须能阅读该记录，或附上其查询码。默认为 tlog-proof 文本，`extra` 行为条目本身（旧版所写超过 48,000 字节的条目除外，请取 JSON）；"
        "`as=json` 或 `as=html`（可打印，含二维码）或 Accept 选择其他形式。尚未载入账本时为 503，请稍后再取。"
        " Needs the right to read the record, or its tracking code. By default the text of a tlog-proof whose `extra`"
        " line is the entry (not one of more than 48,000 bytes, as older versions wrote; take the JSON); `as` or Accept"
        " choose JSON or a page to print. 503 until the event is sealed: ask again."
        " Check it with `verify_ledger.py --receipt FILE --key VKEY`."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [
        documents.of_path("event_id", "事件的编号 the event's id"),
        {
            "name": "as",
            "in": "query",
            "description": "形式，优先于 Accept which form, before Accept",
            "schema": {"type": "string", "enum": list(FORMS)},
        },
        documents.TRACKING,
        documents.PARTICIPANT,
        documents.CORRELATION,
    ],
    "responses": {
        "200": {
            "description": "凭证 the receipt",
            "content": {
                "application/json": {"schema": Receipt},
                "text/plain": {"schema": {"type": "string"}},
                "text/html": {"schema": {"type": "string"}},
            },
        },
        **documents.refusals("unauthenticated", "invalid", "too-many", "unavailable"),
        "404": {
            "description": "没有这个事件，或无权阅读；网页则请填写查询码 not found; as a page it asks for the code",
            "content": {
                "application/problem+json": {"schema": documents.Problem},
                "text/html": {"schema": {"type": "string"}},
            },
        },
    },
}
