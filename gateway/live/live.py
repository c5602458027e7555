"""The address of the stream: `GET /v1/stream`."""

from flask import Response, request
from flask_smorest import Blueprint

from gateway.documents import documents
from gateway.http.context import identity_of_request
from gateway.http.rate_limit import whose
from gateway.live.stream import Join, messages
from infra.kernel.web.leaving import WHEN_LEFT

STREAM = {
    "operationId": "stream",
    "summary": "实时消息 server-sent events: that something happened to a record the caller may see",
    "description": (
        "每条 data 为 {service, collection, id, type, recorded_at}，不含内容。断线后以 Last-Event-ID 带上最后的 id，"
        "则补发两日内错过的消息（仍只给可读者）；不能补发时发 `event: reset`，请重新读取所示内容，其后照常。"
        "每 15 秒一行注释，10 分钟后结束。"
        " Each data line is {service, collection, id, type, recorded_at}, never the content. Who comes back sends the"
        " last id as Last-Event-ID (browsers do so by themselves) and is told what was missed in the last two days, by"
        " the rights that hold now; where that cannot be told comes `event: reset`: read again what you show, and go"
        " on. Order holds within a service. A comment every 15 s keeps the connection open; it ends after 10 minutes."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [
        {
            "in": "header",
            "name": "Last-Event-ID",
            "schema": {"type": "string", "example": "meetings-3.members-12.outcomes-0.topics-45"},
            "description": "最后收到的 id the last id received; an opaque text",
        },
        documents.CORRELATION,
    ],
    "responses": {
        "200": {
            "description": "news",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **documents.refusals("unauthenticated", "too-many", "unavailable"),
    },
}


def blueprint(join: Join) -> Blueprint:
    routes = Blueprint("stream", __name__, description="实时消息 stream")

    def stream() -> Response:
        identity = identity_of_request()
        caller = identity.holder().token or whose(request.remote_addr or "")
        # eventlet's server gathers 4 kB before it writes; news must leave at once.
        request.environ["eventlet.minimum_write_chunk_size"] = 0
        response = Response(content_type="text/event-stream; charset=utf-8")
        if request.method == "GET":
            feed = join(caller, request.headers.get("Last-Event-ID"))
            # Also where the body is never begun.
            response.call_on_close(feed.close)
            if tell := request.environ.get(WHEN_LEFT):
                tell(feed.close)
            response.response = messages(feed, identity.actor)
        response.headers["X-Accel-Buffering"] = "no"
        return response

    routes.route("/v1/stream", endpoint="stream")(routes.doc(**STREAM)(stream))
    return routes
