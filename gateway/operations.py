"""For operators: `/health` this process lives, `/ready` the suite can work, `/metrics` the figures."""

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from prometheus_client import CONTENT_TYPE_LATEST

from gateway.metrics import Metrics
from gateway.standing import Standing


class Health(Schema):
    status = fields.String(required=True)


class Readiness(Schema):
    """`degraded`: everything answers, but events are parked and want a look (`shangliang parked`)."""

    status = fields.String(required=True, metadata={"enum": ["ready", "degraded", "not-ready"]})
    ok = fields.Boolean(required=True)
    alarms = fields.List(fields.Dict(), required=True)
    services = fields.Dict(required=True)


def blueprint(standings: Callable[[], list[Standing]], metrics: Metrics) -> Blueprint:
    routes = Blueprint("operations", __name__, description="运行 operations")

    def health() -> Response:
        return jsonify({"status": "live"})

    def ready() -> Response:
        found = readiness(standings())
        response = jsonify(found)
        response.status_code = 200 if found["ok"] else 503
        if not found["ok"]:
            response.headers["Retry-After"] = "5"
        return response

    def figures() -> Response:
        return Response(metrics.text(), content_type=CONTENT_TYPE_LATEST)

    routes.route("/health", endpoint="health")(
        routes.doc(**_doc("health", "本进程在运行 this process lives", Health))(health)
    )
    routes.route("/ready", endpoint="ready")(routes.doc(**_READY)(ready))
    routes.route("/metrics", endpoint="metrics")(routes.doc(**_METRICS)(figures))
    return routes


def readiness(found: list[Standing]) -> dict[str, Any]:
    """Not ready only when a service, its database or its broker does not answer; parked events are an alarm."""
    ok = all(each.ready for each in found)
    alarms: list[dict[str, Any]] = [
        {"service": each.service, "parked": each.parked, "do": "shangliang parked"} for each in found if each.parked
    ]
    alarms += [{"service": each.service, "unanswered": each.trouble} for each in found if each.status is None]
    status = "not-ready" if not ok else "degraded" if alarms else "ready"
    return {"status": status, "ok": ok, "alarms": alarms, "services": {each.service: _of(each) for each in found}}


def _of(standing: Standing) -> dict[str, Any]:
    if standing.status is None:
        return {"ok": False, "unanswered": standing.trouble}
    named = ("database", "broker", "lag", "parked", "position", "unnumbered", "due", "now")
    return {"ok": standing.ready, **{name: standing.status.get(name) for name in named}}


def _doc(name: str, summary: str, shown: type[Schema]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "security": [],
        "responses": {"200": {"description": summary, "content": {"application/json": {"schema": shown}}}},
    }


_READY = _doc("ready", "各服务、数据库、消息、积压 services, databases, broker, lag, parked", Readiness)
_READY["responses"]["503"] = {"description": "未就绪 not ready", "content": {"application/json": {"schema": Readiness}}}
_METRICS = {
    "operationId": "metrics",
    "summary": "Prometheus 指标 figures",
    "security": [],
    "responses": {"200": {"description": "text", "content": {"text/plain": {"schema": {"type": "string"}}}}},
}
