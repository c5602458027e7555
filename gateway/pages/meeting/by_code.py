"""Checking in with a number, a name or a participant code: at the recorder's table, or by the participant himself."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask import Response, redirect, request

from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.meeting.desk import WORK_AT_MEETINGS
from gateway.pages.meeting.people import Guest, guest
from gateway.pages.meeting.told import CHECK_IN_OPEN, DeskTold
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.base.calls import Caller, CommandCall, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotFound, Refusal

MODES = ("onsite", "remote")
A_NUMBER = re.compile(r"[0-9]{1,4}")
CODE_LENGTH = 16
MOST_FOUND = 12


class CheckInPages:
    """Who works at the meeting finds people by all three; for anybody else there is the code that he was given."""

    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions = gateway.services, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("check-in-pages", __name__)
        address = "/meetings/<record_id>/check-in"
        routes.add_url_rule(address, view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule(address, view_func=self.check_in, methods=["POST"], endpoint="check_in")
        return routes

    def ask(self, record_id: str) -> Response:
        reader, meeting = reader_of(self._sessions), checks.record_id(record_id)
        told = self._desk(reader, meeting)
        done = [one.name for one in _numbered(told) if one.id == request.args.get("done")]
        own = self._own(reader, meeting) if told is None else None
        return self._page(reader, meeting, told, done=done[0] if done else "", invited=own is not None)

    def check_in(self, record_id: str) -> Response:
        reader, meeting = reader_of(self._sessions), checks.record_id(record_id)
        told = self._desk(reader, meeting)
        own = self._own(reader, meeting) if told is None else None
        with sent_form(request) as sent:
            try:
                reader.sent(sent.text("csrf"))
                return self._checked_in(reader, meeting, told, own, sent)
            except Refusal as refusal:
                said = in_language(refusal.detail or refusal.title, reader.lang)
                return self._page(reader, meeting, told, refusal.status, said=said, sent=sent)

    def _checked_in(
        self, reader: PageReader, meeting: str, told: DeskTold | None, own: Mapping[str, Any] | None, sent: SentForm
    ) -> Response:
        """A code shows who it is; of a number or a name the page asks first whether it is he."""
        code = as_given(sent.text("said"))
        by_code = len(code.replace("-", "")) == CODE_LENGTH
        if told is None and own and not sent.text("said"):
            self._command(reader.caller, meeting, str(own["id"]), sent)
            return self._page(reader, meeting, None, done=_("您"))
        if told is None:
            return self._by_himself(reader, meeting, code if by_code else "", sent)
        if not by_code and not sent.text("who"):
            return self._page(reader, meeting, told, found=_found(told, sent.text("said")), sent=sent)
        who = str(self._behind(code, meeting)["id"]) if by_code else checks.record_id(sent.text("who"))
        self._command(reader.caller, meeting, who, sent)
        return flask.make_response(redirect(f"/meetings/{meeting}/check-in?done={who}", code=303))

    def _by_himself(self, reader: PageReader, meeting: str, code: str, sent: SentForm) -> Response:
        if not code:
            raise Invalid(_("请填写参会码：16 位，邀请您的人给过您。"))
        found = self._behind(code, meeting)
        self._command(Caller(participant_code=code), meeting, str(found["id"]), sent)
        return self._page(reader, meeting, None, done=str(found["name"] or _("您")))

    def _own(self, reader: PageReader, meeting: str) -> Mapping[str, Any] | None:
        """The invitation of whoever is signed in, where he has one to check in with."""
        if reader.session is None:
            return None
        asked = ListCall("participants", reader.caller, meeting, names=reader.session.person, limit=1)
        found = self._services.call("meetings", "listing", asked)["items"]
        one: Mapping[str, Any] | None = found[0] if found else None
        return one

    def _behind(self, code: str, meeting: str) -> Mapping[str, Any]:
        """Whose code it is. Raises NotFound."""
        asked = ListCall("participants", Caller(participant_code=code), meeting, limit=1)
        found = self._services.call("meetings", "listing", asked)["items"]
        if not found:
            raise NotFound(_("这场会议没有这个参会码。"))
        one: Mapping[str, Any] = found[0]
        return one

    def _command(self, caller: Caller, meeting: str, participant: str, sent: SentForm) -> None:
        if sent.text("mode") not in MODES:
            raise Invalid(_("请选在会场还是在线上。"))
        call = CommandCall(
            collection="participants",
            command="check_in",
            body={"mode": sent.text("mode")},
            key=sent.text("key") or new_key(),
            caller=caller,
            correlation_id=flask.g.correlation_id,
            record_id=participant,
            parent_id=meeting,
        )
        self._services.call("meetings", "command", call)

    def _desk(self, reader: PageReader, meeting: str) -> DeskTold | None:
        """None for who does not work there."""
        if not WORK_AT_MEETINGS & {*reader.roles}:
            return None
        answer = self._services.call("meetings", "desk", ReadCall("meetings", reader.caller, meeting))
        return DeskTold(answer, reader.lang) if answer["works_as"] else None

    def _page(
        self,
        reader: PageReader,
        meeting: str,
        told: DeskTold | None,
        status: int = 200,
        said: str = "",
        done: str = "",
        found: Sequence[Guest] | None = None,
        sent: SentForm | None = None,
        invited: bool = False,
    ) -> Response:
        return page(
            self._sessions,
            reader,
            "check_in.html",
            status,
            address=f"/meetings/{meeting}",
            told=told,
            came=sum(bool(one["attended"]) for one in told.guests) if told else 0,
            closed=told is not None and told.state not in CHECK_IN_OPEN,
            modes=_modes(told),
            refused=said,
            done=done,
            found=found,
            invited=invited,
            typed=sent.text("said") if sent else "",
            mode=sent.text("mode") if sent else "",
            new_key=new_key,
            here=f"/meetings/{meeting}/check-in",
        )


def as_given(typed: str) -> str:
    """Of a code that somebody typed or scanned, in groups of four."""
    bare = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def _modes(told: DeskTold | None) -> tuple[str, ...]:
    """One where the meeting has no other; of both somebody says which."""
    if told is None or told.record["mode"] == "hybrid":
        return MODES
    return (str(told.record["mode"]),)


def _found(told: DeskTold | None, said: str) -> list[Guest]:
    """By the number on the sign-in sheet, else by name."""
    if A_NUMBER.fullmatch(said):
        return [one for one in _numbered(told) if one.number == int(said)]
    return [one for one in _numbered(told) if said and said in one.name][:MOST_FOUND]


def _numbered(told: DeskTold | None) -> list[Guest]:
    return [guest(told, number, one) for number, one in enumerate(told.guests, start=1)] if told else []
