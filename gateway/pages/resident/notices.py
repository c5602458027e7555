"""公示: what is about to be talked over or decided near here, and until when anyone may object."""

from typing import Any

import flask
from flask import Response

from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from infra.kernel.base.calls import Caller, ListCall

MOST, LAST = 50, 3
OPEN_STATE = "noticed"


class NoticesPage:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions = gateway.services, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("notices-page", __name__)
        routes.add_url_rule("/notices", view_func=self.show)
        return routes

    def show(self) -> Response:
        """Those that are open; none now: the last ones."""
        reader = reader_of(self._sessions)
        opened = self._topics([OPEN_STATE], MOST)
        last = [] if opened else self._topics([], LAST)
        return page(self._sessions, reader, "notices.html", opened=opened, last=last)

    def _topics(self, state: list[str], limit: int) -> list[dict[str, Any]]:
        call = ListCall(collection="topics", caller=Caller(), state=state, limit=limit)
        found: list[dict[str, Any]] = self._services.call("topics", "listing", call)["items"]
        return found
