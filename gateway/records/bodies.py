"""How bodies are made up: `/v1/organisations/{id}/composition`, `/v1/members/{id}/bodies`, `/v1/coverage/committees/{division}`."""

from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import checks, conditional
from gateway.http.context import Gateway, identity_of_request
from infra.kernel.contract import wire


class SeatCount(Schema):
    """各席位人数 How many hold a seat."""

    seat = fields.String(required=True)
    number = wire.Int(required=True)


class CategoryCount(Schema):
    """各类别人数 How many of a category there are, and how many there should be at least."""

    category = fields.String(required=True)
    number = wire.Int(required=True)
    least = wire.Int(required=True)


class Staff(Schema):
    """编制与在岗 Posts, and people in them, on that day."""

    on = wire.Day(required=True)
    authorised = wire.Int(required=True)
    in_post = wire.Int(required=True)


class Composition(Schema):
    """构成 How a body is made up today."""

    organisation = wire.Id(required=True)
    quota = wire.Id(
        required=True, allow_none=True, metadata={"description": "所依要求；空为每类至少一名 by which quota"}
    )
    quota_edition = wire.Int(required=True, allow_none=True)
    members = wire.Int(
        required=True, metadata={"description": "在任人数，含列席 who sits there, with or without a vote"}
    )
    attending = wire.Int(required=True, metadata={"description": "其中列席 of these without a vote"})
    seats = fields.List(fields.Nested(SeatCount), required=True)
    categories = fields.List(fields.Nested(CategoryCount), required=True)
    lacking = fields.List(
        fields.String(), required=True, metadata={"description": "人数不足的类别 categories of which there are too few"}
    )
    staff = fields.Nested(
        Staff, required=True, allow_none=True, metadata={"description": "最近一次编制与在岗 the newest"}
    )
    records = fields.String(required=True, metadata={"description": "名单 where the memberships are listed"})


class BodyOfMember(Schema):
    """所在组织 A body in which the member sits."""

    membership = wire.Id(required=True)
    organisation = wire.Id(required=True)
    kind = fields.String(required=True, allow_none=True)
    seat = fields.String(required=True)
    right = fields.String(required=True)


class BodiesOfMember(Schema):
    """专委会、活动组、界别 Where a member belongs, all at once."""

    member = wire.Id(required=True)
    person = wire.Id(required=True)
    sector = fields.String(required=True)
    bodies = fields.List(fields.Nested(BodyOfMember), required=True)


class MemberOutside(Schema):
    """未编入专委会的委员 A member who sits in no committee."""

    id = wire.Id(required=True)
    person = wire.Id(required=True)
    sector = fields.String(required=True)
    term = fields.String(required=True)


class CommitteeCoverage(Schema):
    """委员编入专委会的情况 Whether all members sit in special committees."""

    division = fields.String(required=True)
    members = wire.Int(required=True, metadata={"description": "委员人数 how many members there are"})
    in_committees = wire.Int(required=True, metadata={"description": "已编入的人数 how many of them sit in one"})
    outside = fields.List(
        fields.Nested(MemberOutside), required=True, metadata={"description": "尚未编入的 who sits in none"}
    )


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("bodies", __name__, description="组织构成 how bodies are made up")

    def asked(method: str, **named: str) -> Response:
        caller = identity_of_request().with_token()
        return conditional.reading(jsonify(gateway.services.call("members", method, {"caller": caller, **named})))

    def composition(id: str) -> Response:  # noqa: A002 the name in the address
        return asked("composition", organisation=checks.record_id(id))

    def bodies_of_member(id: str) -> Response:  # noqa: A002
        return asked("bodies_of_member", member=checks.record_id(id))

    def outside_committees(division: str) -> Response:
        return asked("outside_committees", division=checks.record_id(division))

    for path, endpoint, view, said in (
        ("/v1/organisations/<id>/composition", "composition", composition, COMPOSITION),
        ("/v1/members/<id>/bodies", "of_member", bodies_of_member, OF_MEMBER),
        ("/v1/coverage/committees/<division>", "outside_committees", outside_committees, OUTSIDE),
    ):
        routes.route(path, endpoint=endpoint)(routes.doc(**said)(view))
    return routes


def _said(operation: str, summary: str, answer: type[Schema], named: documents.Document) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "security": documents.TOKEN,
        "parameters": [named, documents.CORRELATION],
        "responses": {
            "200": {"description": "完成 done", "content": {"application/json": {"schema": answer}}},
            **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
        },
    }


COMPOSITION = _said(
    "organisations.composition",
    "构成：各类别、各席位人数，缺哪一类 how a body is made up: numbers by category and seat, and what is lacking",
    Composition,
    documents.of_path("id", "机构的编号 the organisation's id"),
)
OF_MEMBER = _said(
    "members.bodies",
    "委员所在的专委会、活动组等与界别 the committees, groups and sector to which a member belongs at once",
    BodiesOfMember,
    documents.of_path("id", "委员的编号 the member's id"),
)
OUTSIDE = _said(
    "coverage.committees",
    "未编入专委会的委员 the members of a division's committee who sit in no special committee",
    CommitteeCoverage,
    documents.of_path(
        "division", "区划代码 the division's code", {"type": "string", "pattern": documents.CODE_PATTERN}
    ),
)
