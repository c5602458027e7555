"""The address of the stream: `GET /v1/stream`."""

from flask import Response, request
from flask_smorest import Blueprint

from gateway import documents
from gateway.context import Gateway, identity_of_request
from gateway.rate_limit import whose
from gateway.stream import messages
from infra.kernel.entrypoints.leaving import WHEN_LEFT

STREAM = {
    "operationId": "stream",
    "summary": "实时消息 server-sent events: that something happened to a record the caller may see",
    "description": (
        "每条 data 为 {service, collection, id, type, recorded_at}，不含内容；"
        "Last-Event-ID 不起作用，断线后请重新读取。"
        " Each data line is {service, collection, id, type, recorded_at}, never the content. Last-Event-ID is ignored:"
        " read again after a reconnection. A comment every 15 s keeps the connection open; it ends after 10 minutes."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [documents.CORRELATION],
    "responses": {
        "200": {
            "description": "news",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **documents.refusals("unauthenticated", "too-many", "unavailable"),
    },
}


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("stream", __name__, description="实时消息 stream")

    def stream() -> Response:
        identity = identity_of_request()
        caller = identity.holder().token or whose(request.remote_addr or "")
        # eventlet's server gathers 4 kB before it writes; news must leave at once.
        request.environ["eventlet.minimum_write_chunk_size"] = 0
        response = Response(content_type="text/event-stream; charset=utf-8")
        if request.method == "GET":
            subscription = gateway.settings.subscribe(caller)
            # Also where the body is never begun.
            response.call_on_close(subscription.close)
            if tell := request.environ.get(WHEN_LEFT):
                tell(subscription.close)
            response.response = messages(subscription, identity.actor)
        response.headers["X-Accel-Buffering"] = "no"
        return response

    routes.route("/v1/stream", endpoint="stream")(routes.doc(**STREAM)(stream))
    return routes
