"""查询: a submission read by its tracking code, which needs nothing else."""

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents, shapes
from gateway.http import conditional
from gateway.http.context import Gateway, identity_of_request
from gateway.records.submissions import RESOURCE
from infra.kernel.contract import wire


class TrackedRecord(Schema):
    """一件有关的记录 A record that came of it."""

    id = wire.Id(required=True)
    title = wire.Text(required=True)
    state = wire.Text(required=True)


class TrackedOutcome(TrackedRecord):
    """一项有关的成果 An outcome that came of it."""

    feedback = wire.Text(required=True, allow_none=True)


# What name and contact the submitter left is not shown again to whoever holds the code.
OWN = (
    "text", "channel", "title", "supplied", "question", "told", "into", "topic", "referred_to", "answer", "rating",
    "comment",
)  # fmt: skip


def tracked() -> type[Schema]:
    """The submission as its code shows it, and where it went."""
    own = shapes.answered(RESOURCE.shown, "Submission")
    frame = shapes.ListedFrame._declared_fields
    members = {
        "id": frame["id"],
        "state": shapes.in_state(RESOURCE),
        "version": frame["version"],
        "division": frame["division"],
        **{name: own[name] for name in OWN},
        "linked_topic": fields.Nested(TrackedRecord, required=True, allow_none=True),
        "outcomes": fields.List(fields.Nested(TrackedOutcome), required=True),
        "tasks": fields.List(fields.Nested(TrackedRecord), required=True),
        "brief_state": wire.Text(
            required=True, allow_none=True, metadata={"description": "社情民意信息的状态 what became of its brief"}
        ),
    }
    return shapes.named("SubmissionTracked", "凭查询码所见 a submission and where it went", members)


TRACKING = {
    "operationId": "submissions.track",
    "summary": "凭查询码查看办理情况 Read a submission by its tracking code",
    "description": "查询码即凭证，不显示姓名与联系方式。 The code is all it needs; name and contact are not shown.",
    "security": [],
    "parameters": [
        documents.of_path("tracking_code", "提交时取得的查询码 the code from `submit`", {"type": "string"}),
        documents.CORRELATION,
    ],
    "responses": {
        "200": {
            "description": "该件提交 the submission",
            "content": {"application/json": {"schema": tracked()}},
        },
        **documents.CONDITIONAL,
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
