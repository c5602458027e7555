"""For operators: `/health` this process lives, `/ready` the suite can work, `/metrics` the figures."""

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from prometheus_client import CONTENT_TYPE_LATEST

from gateway.health.metrics import Metrics
from gateway.http.services import AUDIT
from gateway.http.standing import ServiceStanding

# Numbering takes milliseconds; what waits longer than this waits for somebody to look.
LONG_UNNUMBERED_SECONDS = 60.0


class Health(Schema):
    """本进程在运行 This process lives."""

    status = fields.String(required=True)


class Readiness(Schema):
    """`degraded`: everything answers, but events are parked and want a look (`shangliang parked`)."""

    status = fields.String(required=True, metadata={"enum": ["ready", "degraded", "not-ready"]})
    ok = fields.Boolean(required=True)
    alarms = fields.List(fields.Dict(), required=True)
    services = fields.Dict(required=True)


def blueprint(standings: Callable[[], list[ServiceStanding]], metrics: Metrics) -> Blueprint:
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


def readiness(found: list[ServiceStanding]) -> dict[str, Any]:
    """Not ready only when a service, its database or its broker does not answer, or when nothing can be written.

    Without the ledger others still work.

    Parked events, events that get no position, a ledger that is impaired, and witnesses that are silent or disagree, are
    an alarm.
    """
    ok = all(each.ready for each in found if each.service != AUDIT)
    alarms: list[dict[str, Any]] = [
        {"service": each.service, "parked": each.parked, "do": "shangliang parked"} for each in found if each.parked
    ]
    alarms += [{"service": each.service, "cannot_write": each.cannot_write} for each in found if each.cannot_write]
    alarms += [{"service": each.service, "unanswered": each.trouble} for each in found if each.status is None]
    alarms += [
        {"service": each.service, "unnumbered_seconds": round(each.unnumbered_seconds), "do": "shangliang doctor"}
        for each in found
        if each.unnumbered_seconds > LONG_UNNUMBERED_SECONDS
    ]
    alarms += [{"service": AUDIT, "impaired": True} for each in found if _impaired(each)]
    alarms += [
        {
            "service": each.service,
            "witness": one["name"],
            "state": one["state"],
            "trouble": one["trouble"],
            "behind": one["behind"],
        }
        for each in found
        for one in (each.status or {}).get("witnesses", [])
        if one["trouble"]
    ]
    alarms += [
        {"service": each.service, "alarm": text} for each in found for text in (each.status or {}).get("alarms", [])
    ]
    status = "not-ready" if not ok else "degraded" if alarms else "ready"
    return {"status": status, "ok": ok, "alarms": alarms, "services": {each.service: _of(each) for each in found}}


def _of(standing: ServiceStanding) -> dict[str, Any]:
    if standing.status is None:
        return {"ok": False, "unanswered": standing.trouble}
    named = ("database", "broker", "lag", "parked", "position", "unnumbered", "due", "now")
    of_some = {name: standing.status[name] for name in _OF_SOME if name in standing.status}
    return {"ok": standing.ready, **{name: standing.status.get(name) for name in named}, **of_some}


def _impaired(each: ServiceStanding) -> bool:
    return each.service == AUDIT and each.status is not None and not each.ready


# `writes` of those that record events, the others of the ledger.
_OF_SOME = ("writes", "backed_up_at", "sealed", "published", "checkpoint_age", "witnesses")


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
