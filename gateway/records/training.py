"""全员培训: how many of a committee's members were taught, and who is still to be: `GET /v1/training/{division}`."""

import re

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.records.reading import query_of
from infra.kernel.base.problems import NotFound
from infra.kernel.contract import wire
from services.meetings.activity.schemas import ABILITIES


class TrainingPeriod(Schema):
    """Which trainings count."""

    starts = wire.Day(metadata={"description": "培训不早于此日 trainings that began on that day or later"})
    ends = wire.Day(metadata={"description": "培训不晚于此日 trainings that began on that day or earlier"})


class TaughtAbilityShown(Schema):
    """一种能力 One of the four abilities."""

    ability = wire.OneOf(*ABILITIES, required=True, metadata={"description": "能力 the ability"})
    trained = wire.Int(required=True, metadata={"description": "受训委员数 how many members were taught it"})


class TrainingShown(Schema):
    """一级政协委员的培训情况 How far the members of a committee were taught; people, each once."""

    division = wire.Code(required=True)
    starts = wire.Day(required=True, allow_none=True)
    ends = wire.Day(required=True, allow_none=True)
    members = wire.Int(required=True, metadata={"description": "在任委员数 how many members are in force"})
    trained = wire.Int(required=True, metadata={"description": "受训委员数 how many of them were taught"})
    rate = fields.Float(required=True, metadata={"description": "完成率，百分数 per hundred"})
    hours = wire.Int(required=True, metadata={"description": "学时合计 hours of teaching, of all of them together"})
    abilities = fields.List(fields.Nested(TaughtAbilityShown), required=True)
    untrained = fields.List(wire.Id(), required=True, metadata={"description": "未受训者 the persons not taught yet"})


_TRAINING: documents.Document = {
    "operationId": "training.read",
    "summary": "全员培训完成率 how many of a committee's members were taught",
    "description": (
        "在任委员中，参加过已开展的 training 活动者的比例；届满者不计，一人多届只计一次，在何处受训均计。"
        " Of the members in force, those named in a training that was held, wherever it was; for who may read what lies in the division."
    ),
    "security": documents.TOKEN,
    "parameters": [
        documents.of_path("division", "哪一级政协：区划代码 which division's committee", {"type": "string"}),
        {"in": "query", "schema": TrainingPeriod},
        documents.CORRELATION,
    ],
    "responses": {
        "200": {"description": "完成 done", "content": {"application/json": {"schema": TrainingShown}}},
        **documents.refusals("unauthenticated", "not-found", "invalid", "too-many", "unavailable"),
    },
}


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("training", __name__, description="全员培训 training")

    def training(division: str) -> Response:
        caller = identity_of_request().with_token()
        if not re.fullmatch(wire.DIVISION_CODE, division):
            raise NotFound("没有这个区划 There is no such division")
        days = {name: day.isoformat() for name, day in query_of(TrainingPeriod()).items()}
        asked = {"division": division, "caller": caller, **days}
        return conditional.reading(jsonify(gateway.services.call("meetings", "training", asked)))

    routes.route("/v1/training/<division>", endpoint="read")(routes.doc(**_TRAINING)(training))
    return routes
