"""从地方找起: from the province down to where one lives; there one may speak, and sees which bodies and rooms there are, what is
talked over and what was.
"""

import re
from collections.abc import Mapping
from typing import Any

import flask
from flask import Response

from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.work.phase import state_word
from gateway.records import topics
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import NotFound, Refusal
from infra.kernel.contract.wire import DIVISION_CODE

BEGIN = "62"
"""The province that ships with its villages."""
MOST = 10
ON_NOTICE = "noticed"


class PlacePages:
    """Three calls: the place, its topics, its meetings; all as anybody may read them."""

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
        reader, place = reader_of(self._sessions), self._services.call("members", "place", {"division": division})
        rooms = {one["id"]: one["name"] for one in place["venues"]}
        return page(
            self._sessions,
            reader,
            "place.html",
            place=place,
            topics=_in_words(self._listed("topics", division), reader),
            meetings=_by_day(self._listed("meetings", division), rooms),
        )

    def _listed(self, collection: str, division: str) -> list[dict[str, Any]] | None:
        """None while the service does not answer."""
        call = ListCall(collection=collection, caller=Caller(), division=division, limit=MOST)
        try:
            found: list[dict[str, Any]] = self._services.call(collection, "listing", call)["items"]
        except Refusal:
            return None
        return found


def _in_words(found: list[dict[str, Any]] | None, reader: PageReader) -> list[dict[str, str]] | None:
    """Those to which one may object come first."""
    if found is None:
        return None
    first = sorted(found, key=lambda one: one["state"] != ON_NOTICE)
    return [
        {
            "id": one["id"],
            "title": one["title"],
            "state": state_word(topics.RESOURCE, one["state"], reader.lang),
            "until": one.get("notice_until") or "" if one["state"] == ON_NOTICE else "",
        }
        for one in first
    ]


def _by_day(found: list[dict[str, Any]] | None, rooms: Mapping[str, str]) -> list[dict[str, Any]] | None:
    """The calendar of those that are public: what, when, where; the latest first."""
    if found is None:
        return None
    held = sorted((one for one in found if one["starts_at"]), key=lambda one: day_of(one["starts_at"]), reverse=True)
    return [{**one, "where": rooms.get(str(one["venue"])) or one["place"] or ""} for one in held]
