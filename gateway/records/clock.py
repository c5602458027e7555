"""时钟: the domain time; in a demo it may be moved forward."""

from flask import Response, g, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema

from gateway.documents import documents
from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway, identity_of_request
from gateway.records.commands import answered
from infra.kernel.base.calls import CommandCall
from infra.kernel.base.problems import NotFound
from infra.kernel.contract import wire
from services.members.clock import schemas


class Now(Schema):
    """业务时间 Domain time."""

    now = wire.Time(required=True)


class Offset(Schema):
    offset_days = wire.Int(required=True, metadata={"description": "已拨天数 how far it was moved in all, in days"})


RESOURCE = Resource(
    collection="clock",
    service="members",
    label="时钟 clock",
    creating=None,
    commands=schemas.COMMANDS,
    shown=Now,
    words={
        "advance": "演示时钟向前拨若干天（仅限演示） Move the demo clock; answers when all that falls due is applied"
    },
    extras={"advance": Offset},
)
READING = {
    "operationId": "clock.read",
    "summary": "业务时间 domain time",
    "security": documents.TOKEN,
    "parameters": [documents.CORRELATION],
    "responses": {
        "200": {"description": "现在 now", "content": {"application/json": {"schema": Now}}},
        **documents.refusals("unauthenticated", "too-many", "unavailable"),
    },
}


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("clock", __name__, description=RESOURCE.label)

    def read_clock() -> Response:
        identity_of_request().with_token()
        return jsonify(gateway.services.call("members", "now", {}))

    def advance_clock() -> Response:
        caller = identity_of_request().with_token()
        body = checks.json_object(request)
        if not gateway.settings.demo_clock:
            raise NotFound("演示时钟未开启 the demo clock is off here (shangliang up --demo, or DEMO_CLOCK=1)")
        call = CommandCall(
            collection="clock",
            command="advance",
            record_id=schemas.THE_CLOCK,
            body=body,
            key=checks.idempotency_key(request),
            caller=caller,
            correlation_id=g.correlation_id,
        )
        return answered(RESOURCE, call, gateway.settings.advance(call))

    routes.route("/v1/clock", endpoint="read")(routes.doc(**READING)(read_clock))
    routes.route("/v1/clock/advance", methods=["POST"], endpoint="advance")(
        routes.doc(**documents.of_command(RESOURCE, "advance", with_id=False))(advance_clock)
    )
    return routes
