"""What was recorded, for auditors: `GET /v1/events`, by service and position, or searched."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from gateway.documents import documents
from gateway.http.context import Gateway, identity_of_request
from gateway.http.services import AUDIT, SERVICES, Services
from gateway.records.reading import MOST_ITEMS, Number, query_of
from infra.kernel.base.calls import Caller
from infra.kernel.contract import wire
from infra.ledger.entries import decode

DEFAULT_ITEMS = 50
PAGING = ("limit", "cursor")


class EventFilters(Schema):
    """What a search may be narrowed to; all that is given must hold."""

    service = wire.OneOf(*SERVICES, metadata={"description": "哪个服务的事件 whose events"})
    after = Number(
        validate=validate.Range(min=-1, max=2**53),
        metadata={"description": "该服务日志中的位置在此之后 only positions above this one, in each service's log"},
    )
    person = wire.Id(metadata={"description": "操作人 who acted"})
    organisation = wire.Id(metadata={"description": "以哪个机构的名义 for which organisation"})
    division = wire.Code(metadata={"description": "区划及其下级 the division and what lies below it"})
    type = wire.Text(metadata={"description": "事件名 as in lifecycles.json"})
    stream = wire.Text(metadata={"description": "事件流，如 topic-ID the stream"})
    since = wire.Time(metadata={"description": "记录时间不早于 recorded at or after"})
    until = wire.Time(metadata={"description": "记录时间不晚于 recorded at or before"})
    q = wire.Text(
        metadata={
            "description": "检索词，至多 20 个；不检索个人信息 at most 20 words; never looks into personal fields"
        }
    )


class EventPage(EventFilters):
    limit = Number(validate=validate.Range(min=1, max=MOST_ITEMS), metadata={"description": "默认 50 by default"})
    cursor = wire.Text(metadata={"description": "上一页的 next the `next` of the page before"})


class RecordedLine(Schema):
    """一个已载入账本的事件 An event as `shangliang events` prints it, and its place in the ledger. Personal fields are ciphertext."""

    service = fields.String(required=True)
    position = wire.Int(required=True)
    stream = fields.String(required=True)
    version = wire.Int(required=True)
    type = fields.String(required=True)
    schema_version = wire.Int(required=True)
    occurred_at = wire.Time(required=True)
    recorded_at = wire.Time(required=True)
    actor = wire.Id(allow_none=True)
    role = fields.String(required=True)
    organisation = wire.Id(allow_none=True)
    division = fields.String(required=True)
    command_id = fields.String(required=True)
    correlation_id = fields.String(required=True)
    causation_id = fields.String(allow_none=True)
    payload = fields.Dict(required=True)
    event_id = wire.Id(required=True)
    index = wire.Int(required=True, metadata={"description": "在账本中的序号 its place in the ledger"})


class RecordedLines(Schema):
    """一页事件 A page of events."""

    items = fields.List(fields.Nested(RecordedLine), required=True)
    next = fields.String(required=True, allow_none=True, metadata={"description": "下一页的 cursor of the next page"})


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("events", __name__, description="事件检索（审计） events, for auditors")

    def list_events() -> Response:
        caller = identity_of_request().with_token()
        asked = query_of(EventPage())
        filters = {name: value for name, value in asked.items() if name not in PAGING}
        page = search(gateway.services, caller, filters, asked.get("cursor"), asked.get("limit", DEFAULT_ITEMS))
        items = [as_line(entry, index, blobs(gateway.services, caller)) for index, entry in page.entries]
        return jsonify({"items": items, "next": page.next})

    routes.route("/v1/events", endpoint="list")(routes.doc(**_EVENTS)(list_events))
    return routes


@dataclass(frozen=True, slots=True)
class Page:
    """Entries as they were sealed, with their places in the ledger, and where the next page begins."""

    entries: list[tuple[int, bytes]]
    next: str | None


def search(services: Services, caller: Caller, filters: dict[str, Any], cursor: str | None, limit: int) -> Page:
    """Raises NotPermitted, Invalid, Unavailable."""
    named = {_ASKED_AS.get(name, name): value for name, value in filters.items()}
    asked = {"filters": named, "cursor": cursor, "limit": limit, "caller": caller, "entries": True}
    found = services.call(AUDIT, "search", asked)
    return Page([(item["index"], item["entry"].encode()) for item in found["items"]], found["next"])


def blobs(services: Services, caller: Caller) -> Callable[[str], bytes]:
    """Payloads that were too long for their entries."""

    def blob(sha256: str) -> bytes:
        content: str = services.call(AUDIT, "blob", {"sha256": sha256, "caller": caller})["content"]
        return base64.b64decode(content)

    return blob


def as_line(entry: bytes, index: int, blob: Callable[[str], bytes]) -> dict[str, Any]:
    """In the order of the contract, from the sealed bytes. A payload that is no JSON (it was altered) is shown as text."""
    event = decode(entry, blob)
    try:
        payload = msgspec.json.decode(event.payload)
    except msgspec.DecodeError:
        payload = event.payload
    said = {name: getattr(event, name) for name in _OF_THE_ENTRY}
    return {**said, "payload": payload, "event_id": event.event_id, "index": index}


# `after` counts positions, as `shangliang events --after` does; the audit service has another `after`.
_ASKED_AS = {"after": "after_position"}
_OF_THE_ENTRY = tuple(name for name in RecordedLine().fields if name not in ("payload", "event_id", "index"))

_EVENTS: dict[str, Any] = {
    "operationId": "events.list",
    "summary": "已载入账本的事件，按账本次序 what was sealed, in the order of the ledger (AUD)",
    "security": documents.TOKEN,
    "parameters": [{"in": "query", "schema": EventPage}, documents.CORRELATION],
    "responses": {
        "200": {"description": "一页 a page", "content": {"application/json": {"schema": RecordedLines}}},
        **documents.refusals("unauthenticated", "not-permitted", "invalid", "too-many", "unavailable"),
    },
}
