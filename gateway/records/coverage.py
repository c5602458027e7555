"""Questions that many records answer together: `GET /v1/{collection}/coverage`, counted by the service that keeps them."""

from dataclasses import dataclass

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.records.reading import View, query_of
from infra.kernel.contract import wire


class OfDivision(Schema):
    """哪个区划 Of which division, what lies below it included."""

    division = wire.Code(required=True, metadata={"description": "区划及其下级 the division and what lies below it"})


class CoverageOfALink(Schema):
    """联系链的一环 One link of a chain of contacts."""

    link = wire.Text(required=True)
    chain = wire.Text(required=True)
    relations = wire.Int(required=True)
    contacts = wire.Int(required=True)
    persons = wire.Int(required=True)


class CoverageOfContacts(Schema):
    """联系覆盖情况 How far contact relations reach, as far as the caller may read."""

    division = wire.Code(required=True)
    members = wire.Int(required=True)
    contacted = wire.Int(required=True)
    not_contacted = fields.List(wire.Id(), required=True)
    sectors = wire.Int(required=True)
    sectors_not_contacted = fields.List(wire.Text(), required=True)
    by_link = fields.List(fields.Nested(CoverageOfALink), required=True)


class StandingOfATarget(Schema):
    """一项目标的进度 How far a target is."""

    target = wire.Id(required=True)
    organisation = wire.Id(required=True)
    text = wire.Text(required=True)
    due = wire.Day(required=True)
    wanted = wire.Int(required=True)
    reached = wire.Int(required=True)
    missing = fields.List(wire.Code(), required=True)
    met = wire.Bool(required=True)


class StandingOfTargets(Schema):
    """进行中各目标的进度 How far each target is that runs, as far as the caller may read."""

    division = wire.Code(required=True)
    targets = fields.List(fields.Nested(StandingOfATarget), required=True)


@dataclass(frozen=True, eq=False)
class Question:
    """`asks` is what the service calls it."""

    path: str
    name: str
    asks: str
    filters: type[Schema]
    answer: type[Schema]
    summary: str


QUESTIONS = (
    Question(
        "/v1/contact-relations/coverage",
        "contact-relations.coverage",
        "contact_coverage",
        OfDivision,
        CoverageOfContacts,
        "联系覆盖：无人联系的委员、界别，各环人次 members and sectors with whom nobody keeps in touch, and persons reached",
    ),
    Question(
        "/v1/targets/standing",
        "targets.standing",
        "target_standing",
        OfDivision,
        StandingOfTargets,
        "目标进度：应有、已有、缺哪些单位 how far each running target is, and which units lack it",
    ),
)


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("coverage", __name__, description="覆盖情况 coverage")
    for question in QUESTIONS:
        routes.route(question.path, endpoint=question.asks)(
            routes.doc(**_document(question))(_answering(question, gateway))
        )
    return routes


def _answering(question: Question, gateway: Gateway) -> View:
    def answer() -> Response:
        caller = identity_of_request().with_token()
        asked = {"caller": caller, **query_of(question.filters())}
        return conditional.reading(jsonify(gateway.services.call("members", question.asks, asked)))

    return answer


def _document(question: Question) -> documents.Document:
    return {
        "operationId": question.name,
        "summary": question.summary,
        "description": "只计调用者有权阅读的记录。 Counted is what the caller may read.",
        "security": documents.TOKEN,
        "parameters": [{"in": "query", "schema": question.filters}, documents.CORRELATION],
        "responses": {
            "200": {"description": "完成 done", "content": {"application/json": {"schema": question.answer}}},
            **documents.CONDITIONAL,
            **documents.refusals("unauthenticated", "invalid", "too-many", "unavailable"),
        },
    }
