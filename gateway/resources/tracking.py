"""查询: a submission read by its tracking code, which needs nothing else."""

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway import conditional, documents
from gateway.context import Gateway, identity_of_request
from gateway.resources.submissions import RESOURCE
from infra.kernel import wire


class TrackedRecord(Schema):
    id = wire.Id()
    title = wire.Text()
    state = wire.Text()


class TrackedOutcome(TrackedRecord):
    feedback = wire.Text(allow_none=True)


class Followed(Schema):
    """Where the submission went, beside its own fields."""

    linked_topic = fields.Nested(TrackedRecord, allow_none=True)
    outcomes = fields.List(fields.Nested(TrackedOutcome))
    tasks = fields.List(fields.Nested(TrackedRecord))


TRACKING = {
    "operationId": "submissions.track",
    "summary": "凭查询码查看办理情况 Read a submission by its tracking code",
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [
        {"name": "tracking_code", "in": "path", "required": True, "schema": {"type": "string"}},
        documents.CORRELATION,
    ],
    "responses": {
        "200": {
            "description": "该件提交 the submission",
            "content": {"application/json": {"schema": {"allOf": [RESOURCE.shown, documents.RecordFrame, Followed]}}},
        },
        **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
    },
}


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("tracking", __name__, description="凭码查询 tracking")

    def track(tracking_code: str) -> Response:
        identity_of_request().holder()
        response = jsonify(gateway.services.call("topics", "track", {"tracking_code": tracking_code}))
        response.headers["Cache-Control"] = conditional.FOR_ONE
        return conditional.reading(response)

    routes.route("/v1/submissions/track/<tracking_code>", endpoint="track")(routes.doc(**TRACKING)(track))
    return routes
