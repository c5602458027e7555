"""Who read what is kept inside: `GET /v1/reads`, for auditors, out of the services' own logs.

A service that does not answer is no empty one: then nothing is answered.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from gateway.documents import documents
from gateway.http.context import Gateway, identity_of_request
from gateway.http.services import SERVICES, Services
from gateway.records.reading import MOST_ITEMS, Number, query_of
from infra.kernel.base.calls import Caller, ReadsCall
from infra.kernel.base.clock import CHINA, stamp
from infra.kernel.contract import wire

DEFAULT_ITEMS = 50


class ReadsPage(Schema):
    """What the page may be narrowed to; all that is given must hold."""

    record = wire.Id(metadata={"description": "哪条记录被读 of which record"})
    collection = wire.Text(metadata={"description": "哪一类记录 of which collection"})
    person = wire.Id(metadata={"description": "谁读的 who read"})
    day = wire.Day(metadata={"description": "哪一天读的（中国时间） on which day, in China"})
    limit = Number(validate=validate.Range(min=1, max=MOST_ITEMS), metadata={"description": "默认 50 by default"})
    cursor = wire.Id(metadata={"description": "上一页的 next the `next` of the page before"})


class ReadLine(Schema):
    """一次阅读 One answer that showed what is kept inside: who, in which capacity, when, what, and why."""

    id = wire.Id(required=True)
    at = wire.Time(required=True)
    person = wire.Id(required=True, allow_none=True, metadata={"description": "令牌不属于人则为 null"})
    person_name = fields.String(required=True, allow_none=True)
    role = fields.String(required=True, metadata={"description": "以何身份 in which role"})
    organisation = wire.Id(required=True, allow_none=True)
    organisation_name = fields.String(required=True, allow_none=True)
    manner = fields.String(
        required=True,
        metadata={
            "enum": ["record", "history", "list", "file", "receipt"],
            "description": "读的是记录、经过、列表、文件还是凭证 by which way",
        },
    )
    collection = fields.String(required=True)
    records = fields.List(
        wire.Id(), required=True, metadata={"description": "读到的不公开记录 those of the answer that are kept inside"}
    )
    file = fields.String(required=True, allow_none=True, metadata={"description": "文件的 digest"})
    as_of = wire.Time(required=True, allow_none=True, metadata={"description": "读的是何时的样子 as of when"})
    ground = fields.String(required=True, allow_none=True, metadata={"description": "所述事由 why, as the reader said"})


class ReadLines(Schema):
    """一页 A page, newest first."""

    items = fields.List(fields.Nested(ReadLine), required=True)
    next = fields.String(required=True, allow_none=True, metadata={"description": "下一页的 cursor of the next page"})


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("reads", __name__, description="阅读留痕（审计） who read what is kept inside, for auditors")

    def list_reads() -> Response:
        caller = identity_of_request().with_token()
        return jsonify(page(gateway.services, caller, query_of(ReadsPage())))

    routes.route("/v1/reads", endpoint="list")(routes.doc(**_READS)(list_reads))
    return routes


def page(services: Services, caller: Caller, asked: dict[str, Any]) -> dict[str, Any]:
    """Of every service as many as may be among the first. Raises NotPermitted, Unavailable."""
    limit = asked.pop("limit", DEFAULT_ITEMS)
    day = asked.pop("day", None)
    within = _within(datetime.combine(day, time(), CHINA)) if day else {}
    call = ReadsCall(caller=caller, limit=limit + 1, **asked, **within)
    found = [one for service in SERVICES for one in services.call(service, "reads", call)["items"]]
    found.sort(key=lambda one: one["id"], reverse=True)
    return {"items": found[:limit], "next": found[limit - 1]["id"] if len(found) > limit else None}


def _within(midnight: datetime) -> dict[str, str]:
    begins, ends = midnight, midnight + timedelta(days=1)
    return {"since": stamp(begins.astimezone(UTC)), "before": stamp(ends.astimezone(UTC))}


_READS: dict[str, Any] = {
    "operationId": "reads.list",
    "summary": "谁读了不公开的记录与文件 who read what is kept inside (AUD; SEC: what AUD has read)",
    "description": (
        "凭令牌读到不公开记录的每次回答各留一行，先留痕后作答。"
        " A line for each answer that showed such records to a token, written before the answer."
    ),
    "security": documents.TOKEN,
    "parameters": [{"in": "query", "schema": ReadsPage}, documents.CORRELATION],
    "responses": {
        "200": {"description": "一页 a page", "content": {"application/json": {"schema": ReadLines}}},
        **documents.refusals("unauthenticated", "not-permitted", "invalid", "too-many", "unavailable"),
    },
}
