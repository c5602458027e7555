"""The peer's gateway."""

import json
from typing import Any

from marshmallow import ValidationError
from nameko.rpc import RpcProxy
from nameko.web.handlers import http
from werkzeug import Request, Response

from benchmarks.peer_nameko.schemas import VenueSchema


class GatewayService:
    """HTTP in, RPC out."""

    name = "peer_gateway"
    venues_rpc = RpcProxy("peer_venues")

    @http("POST", "/venues")  # type: ignore[untyped-decorator]
    def create_venue(self, request: Request) -> Response:
        try:
            values: dict[str, Any] = VenueSchema().loads(request.get_data(as_text=True))
        except ValidationError as error:
            return Response(json.dumps({"error": "VALIDATION_ERROR", "message": error.messages}), 400)
        created = self.venues_rpc.create_venue(values)
        return Response(json.dumps(VenueSchema().dump(created)), 201, mimetype="application/json")
