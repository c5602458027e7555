"""上墙: what hangs in a consultation room, one page of A3 or A4 each: the two halves of the way of a matter, and the rules.

Drawn whenever it is opened, from the published lifecycles and the limits in force: a sheet that was printed before shows its day.
"""

import re
from collections.abc import Sequence

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.papers import flow, rules_on_the_wall
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.scanned import code_to_scan
from gateway.pages.translated import _
from infra.kernel.base.problems import NotFound
from infra.kernel.contract.wire import DIVISION_CODE

PAPERS = ("a3", "a4")
MOST_BODIES = 3


class WallPages:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions, self._site = gateway.services, sessions, gateway.settings.public_url
        self._resources = {one.collection: one for one in resources}

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("wall-pages", __name__)
        routes.add_url_rule("/d/<division>/wall", view_func=self.shown)
        return routes

    def shown(self, division: str) -> Response:
        """Of a room, `?venue=` names which; `?paper=a4` for who has no larger one."""
        if not re.fullmatch(DIVISION_CODE, division):
            raise NotFound(_("没有这个地方。"))
        there = self._services.call("members", "on_the_wall", {"division": division})
        reader = reader_of(self._sessions)
        name, room = there["name"], ""
        if venue := request.args.get("venue"):
            known = {one["id"]: one["name"] for one in there["venues"]}
            if checks.record_id(venue) not in known:
                raise NotFound(_("这里没有这个场所。"))
            name, room = known[venue], f"&venue={venue}"
        site = (self._site or request.host_url).rstrip("/")
        draw = [
            flow.drawn(way, self._resources, there["limits"], reader.lang)
            for way in (flow.TALKED_OVER, flow.CARRIED_OUT)
        ]
        paper = request.args.get("paper", "")
        return page(
            self._sessions,
            reader,
            "wall.html",
            place=there,
            name=name,
            venue=request.args.get("venue", ""),
            flows=draw,
            width=flow.WIDTH,
            pitch=flow.PITCH,
            box=flow.BOX,
            bring=rules_on_the_wall.what_one_may_bring(),
            answers=rules_on_the_wall.who_answers(reader.lang),
            late=rules_on_the_wall.when_late(there["limits"]),
            limits=rules_on_the_wall.limits_in_force(there["limits"]),
            bodies=[*there["organisations"], *there["venues"]][:MOST_BODIES],
            paper=paper if paper in PAPERS else PAPERS[0],
            address=f"{site}/s/{division}",
            qr=code_to_scan(f"{site}/s/{division}?qr{room}"),
            here=request.full_path.rstrip("?"),
        )
