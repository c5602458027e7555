"""从地方找起: from the province down to where one lives; there one may speak, and sees which council and which rooms there are."""

import re

import flask
from flask import Response

from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import NotFound, Refusal
from infra.kernel.contract.wire import DIVISION_CODE

BEGIN = "62"
"""The province that ships with its villages."""
MOST = 10


class PlacePages:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions = gateway.services, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("place-pages", __name__)
        routes.add_url_rule("/places", view_func=self.show, endpoint="begin")
        routes.add_url_rule("/d/<division>", view_func=self.show, endpoint="show")
        return routes

    def show(self, division: str = BEGIN) -> Response:
        if not re.fullmatch(DIVISION_CODE, division):
            raise NotFound(_("没有这个地方。"))
        place = self._services.call("members", "place", {"division": division})
        return page(self._sessions, reader_of(self._sessions), "place.html", place=place, topics=self._topics(division))

    def _topics(self, division: str) -> list[dict[str, str]]:
        call = ListCall(collection="topics", caller=Caller(), division=division, limit=MOST)
        try:
            found: list[dict[str, str]] = self._services.call("topics", "listing", call)["items"]
        except Refusal:
            return []
        return found
