"""Questions that many records answer together: `GET /v1/{collection}/coverage`, counted by the service that keeps them."""

from dataclasses import dataclass

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from gateway.documents import documents
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.records.reading import View, query_of
from infra.kernel.contract import wire


class OfDivision(Schema):
    """哪个区划 Of which division, what lies below it included."""

    division = wire.Code(required=True, metadata={"description": "区划及其下级 the division and what lies below it"})
    tag = wire.Text(metadata={"description": "只计带此标签的 only what carries this tag is counted as done"})


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
    members = wire.Int(required=True, metadata={"description": "委员人数 how many members"})
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


LEVELS = ("township", "prefecture", "county", "village")
A_PERIOD = validate.Regexp(
    r"(19|20|21)[0-9]{2}(-Q[1-4])?\Z", error="须为 2026 或 2026-Q3 must be a year or a quarter like 2026-Q3"
)


class OfCharges(OfDivision):
    """哪个区划、哪一级、哪个时期 Of which division, its divisions of which level, and when."""

    level = wire.OneOf(*LEVELS, metadata={"description": "按哪一级区划，默认乡镇 township when left out"})
    period = wire.Text(
        validate=A_PERIOD, metadata={"description": "年度或季度，默认本季度 the running quarter when left out"}
    )


class OverlapOfCharges(Schema):
    """多人包抓 A division that several leaders have charge of."""

    division = wire.Code(required=True)
    leaders = fields.List(wire.Id(), required=True)


class LeadersCharges(Schema):
    """一位领导 One leader: of how many divisions he has charge, and how often he was there in the period."""

    leader = wire.Id(required=True)
    charges = wire.Int(required=True)
    visits = wire.Int(required=True)
    missed = wire.Int(required=True)


class CoverageOfCharges(Schema):
    """包抓覆盖情况 Who has charge of what, and where they were, as far as the caller may read."""

    division = wire.Code(required=True)
    level = wire.OneOf(*LEVELS, required=True)
    units = wire.Int(required=True, metadata={"description": "该级区划数 how many divisions of that level"})
    charged = wire.Int(required=True)
    gaps = fields.List(wire.Code(), required=True)
    overlaps = fields.List(fields.Nested(OverlapOfCharges), required=True)
    leaders = fields.List(fields.Nested(LeadersCharges), required=True)
    period = wire.Text(required=True)
    visits = wire.Int(required=True)
    visited = wire.Int(required=True)
    not_visited = fields.List(wire.Code(), required=True)


class CoverageOfPostings(Schema):
    """下沉覆盖情况 Which members are posted nowhere, as far as the caller may read."""

    division = wire.Code(required=True)
    members = wire.Int(required=True, metadata={"description": "委员人数 how many members"})
    posted = wire.Int(required=True)
    not_posted = wire.Int(required=True)
    members_not_posted = fields.List(wire.Id(), required=True)


class OfMember(Schema):
    """哪位委员 Of which member."""

    member = wire.Id(required=True, metadata={"description": "委员 the member"})


class CandidateForAPosting(Schema):
    """可派往的机构 A body that the member may be posted to, and why it suits him."""

    organisation = wire.Id(required=True)
    name = wire.Text(required=True)
    division = wire.Code(required=True)
    score = wire.Int(required=True)
    residence = wire.Int(
        required=True, metadata={"description": "与住所共有几级区划 how many levels it shares with where he lives"}
    )
    convenience = wire.Int(
        required=True, metadata={"description": "与工作地共有几级区划 how many levels it shares with where he works"}
    )
    expertise = fields.List(wire.Text(), required=True)
    principle = wire.OneOf("residence", "convenience", "expertise", required=True, allow_none=True)
    members = wire.Int(required=True, metadata={"description": "已派驻的委员数 how many are posted there"})


class CandidatesForAPosting(Schema):
    """可派往的机构，最合适的在前 The bodies that suit a member, the best first, 50 at most."""

    member = wire.Id(required=True)
    division = wire.Code(required=True)
    candidates = fields.List(fields.Nested(CandidateForAPosting), required=True)


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
    Question(
        "/v1/charges/coverage",
        "charges.coverage",
        "charge_coverage",
        OfCharges,
        CoverageOfCharges,
        "包抓覆盖：无人包抓、多人包抓的区划，各领导到访次数 gaps and overlaps of charges, and visits by division and period",
    ),
    Question(
        "/v1/postings/coverage",
        "postings.coverage",
        "posting_coverage",
        OfDivision,
        CoverageOfPostings,
        "下沉覆盖：未下沉的委员 members who are posted nowhere",
    ),
    Question(
        "/v1/postings/candidates",
        "postings.candidates",
        "posting_candidates",
        OfMember,
        CandidatesForAPosting,
        "按住所、工作、专长为委员推荐机构，并说明理由 which bodies suit a member by residence, convenience and expertise, and why",
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
            **documents.refusals("unauthenticated", "not-found", "invalid", "too-many", "unavailable"),
        },
    }
