"""The sign-in sheet of a meeting: on A4 paper, with a place to sign and the address at which people check in."""

import flask
from flask import Response, request

from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.meeting.people import GONE, people_of
from gateway.pages.meeting.told import DeskTold
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.scanned import code_to_scan
from gateway.pages.translated import _
from infra.kernel.base.calls import ReadCall
from infra.kernel.base.problems import NotFound

BLANK_ROWS = 6
"""For who comes without being on the list."""


class SignInSheetPage:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions, self._site = gateway.services, sessions, gateway.settings.public_url

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("sign-in-sheet-page", __name__)
        routes.add_url_rule("/meetings/<record_id>/print/sign-in", view_func=self.shown, endpoint="shown")
        return routes

    def shown(self, record_id: str) -> Response:
        """For who works at the meeting: it says who is invited. Raises NotFound for anybody else."""
        reader = reader_of(self._sessions).signed_in()
        meeting = checks.record_id(record_id)
        answer = self._services.call("meetings", "desk", ReadCall("meetings", reader.caller, meeting))
        if not answer["works_as"]:
            raise NotFound(_("签到表只有办会的人能打印。"))
        told = DeskTold(answer, reader.lang)
        address = f"{(self._site or request.host_url).rstrip('/')}/meetings/{meeting}/check-in"
        return page(
            self._sessions,
            reader,
            "sign_in_sheet.html",
            record=told.record,
            meeting=told.address,
            kinds=[one for one in people_of(told).groups if one.name != GONE],
            qr_code=code_to_scan(address),
            blank_rows=BLANK_ROWS,
        )
