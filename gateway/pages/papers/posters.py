"""一码通海报: one page of A3 for a wall, with the code of a place or of one of its rooms; from what the public may read."""

import re

import flask
from flask import Response, request

from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.papers.print_pages import handed_over
from gateway.pages.reader import reader_of
from gateway.pages.translated import _
from gateway.paper.official import Poster
from infra.kernel.base.problems import NotFound
from infra.kernel.contract.wire import DIVISION_CODE

HEADLINE = "有事好商量"
STEPS = (
    "微信或手机相机扫码，写下您要说的事，一句话也可以。",
    "记下查询码，随时看办到哪了。",
    "适合大家商量的，坐到一起商量；商量出的结果，交给部门办。",
    "办完请您打分，不满意可以要求重办。",
)


class PosterPages:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._settings, self._sessions = gateway.services, gateway.settings, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("poster-pages", __name__)
        routes.add_url_rule("/d/<division>/print/poster.pdf", view_func=self.poster)
        return routes

    def poster(self, division: str) -> Response:
        """Of a room, `?venue=` names which; what is said there comes with it."""
        if not re.fullmatch(DIVISION_CODE, division):
            raise NotFound(_("没有这个地方。"))
        place = self._services.call("members", "place", {"division": division})
        name, room = str(place["name"]), ""
        if venue := request.args.get("venue"):
            known = {one["id"]: one["name"] for one in place["venues"]}
            if checks.record_id(venue) not in known:
                raise NotFound(_("这里没有这个场所。"))
            name, room = str(known[venue]), f"&venue={venue}"
        site = (self._settings.public_url or request.host_url).rstrip("/")
        poster = Poster(
            place=name,
            headline=HEADLINE,
            address=f"{site}/s/{division}?qr{room}",
            steps=STEPS,
            site=f"{site}/s/{division}",
            note="不用注册，不用下载任何软件",
        )
        return handed_over(poster, f"{name}一码通海报", "pdf", reader_of(self._sessions))
