"""Inviting many at once, of one kind and one side: a line a person, and the codes by which they check in, shown once."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.arrived import arrived
from gateway.pages.meeting.slips import InvitationGiven, with_code
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.base.calls import Choices, CommandCall, ReadCall
from infra.kernel.base.problems import Invalid, Refusal
from services.meetings.attendance.schemas import KINDS
from services.meetings.invitation.schemas import CATEGORIES

MOST_AT_ONCE = 60
COUNTY = 6
SEPARATORS = re.compile(r"[,，\t;；]")


@dataclass(frozen=True)
class Invitee:
    """Somebody to invite: by his account, or by name with how he is reached."""

    called: str
    body: dict[str, Any]


class InvitingPages:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions = gateway.services, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("inviting-pages", __name__)
        address = "/meetings/<record_id>/invite"
        routes.add_url_rule(address, view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule(address, view_func=self.invite, methods=["POST"], endpoint="invite")
        return routes

    def ask(self, record_id: str) -> Response:
        reader = reader_of(self._sessions).signed_in()
        return self._form(reader, checks.record_id(record_id))

    def invite(self, record_id: str) -> Response:
        """Each is invited as if alone; who is refused is told beside those who are not."""
        reader, meeting = reader_of(self._sessions), checks.record_id(record_id)
        with sent_form(request) as sent:
            try:
                reader.signed_in().sent(sent.text("csrf"))
                invitees = self._invitees(reader, sent)
            except Invalid as refusal:
                return self._form(reader, meeting, sent, refusal)
            given = [self._given(reader, meeting, sent, one) for one in invitees]
        invited = page(
            self._sessions, reader, "invited.html", address=f"/meetings/{meeting}", given=given, here=request.path
        )
        return arrived(invited, sent, self._sessions)

    def _invitees(self, reader: PageReader, sent: SentForm) -> list[Invitee]:
        """Raises Invalid with what is to be mended."""
        people = dict(self._choices(reader)["people"])
        found = [Invitee(people.get(one, _("有账号的人")), {"person": one}) for one in sent.texts_of("person")]
        found += _by_name(sent.text("names"))
        errors: dict[str, list[str]] = {}
        if sent.text("kind") not in KINDS:
            errors["kind"] = [_("请选他们以什么身份来。")]
        if not found:
            errors["names"] = [_("请写上要请的人，一行一个。")]
        if len(found) > MOST_AT_ONCE:
            errors["names"] = [_("一次最多请 %(num)s 人，请分几次。", num=MOST_AT_ONCE)]
        if sent.text("category") and not sent.text("reason"):
            errors["reason"] = [_("选了类别，请写明为什么请他们。")]
        if errors:
            raise Invalid("", errors=errors)
        return found

    def _given(self, reader: PageReader, meeting: str, sent: SentForm, one: Invitee) -> InvitationGiven:
        its = {name: sent.text(name) for name in ("kind", "group", "organisation") if sent.text(name)}
        try:
            made = self._command(reader, meeting, sent, "participants", "invite", one, {**its, **one.body})
            if sent.text("category"):
                why = {"participant": made["id"], "category": sent.text("category"), "reason": sent.text("reason")}
                self._command(reader, meeting, sent, "invitations", "explain_invitation", one, why)
        except Refusal as refusal:
            return InvitationGiven(one.called, refused=in_language(refusal.detail or refusal.title, reader.lang))
        return with_code(one.called, str(made["participant_code"]))

    def _command(
        self,
        reader: PageReader,
        meeting: str,
        sent: SentForm,
        collection: str,
        command: str,
        one: Invitee,
        body: dict[str, Any],
    ) -> Mapping[str, Any]:
        """Its key follows from the form's: the same form sent again invites nobody twice."""
        form = uuid.UUID(sent.text("key")) if _is_a_key(sent.text("key")) else uuid.UUID(new_key())
        who = f"{command} {one.body.get('person') or one.called} {one.body.get('contact', '')}"
        call = CommandCall(
            collection=collection,
            command=command,
            body=body,
            key=str(uuid.uuid5(form, who)),
            caller=reader.caller,
            correlation_id=flask.g.correlation_id,
            parent_id=meeting,
        )
        return self._services.call("meetings", "command", call)

    def _choices(self, reader: PageReader) -> dict[str, list[tuple[str, str]]]:
        division = (reader.office or {}).get("division") or ""
        asked = Choices(["people", "organisations"], reader.caller, division[:COUNTY] or None)
        try:
            found = self._services.call("members", "choices", asked)
        except Refusal:
            return {"people": [], "organisations": []}
        return {name: [(one[0], one[1]) for one in options] for name, options in found.items()}

    def _form(
        self, reader: PageReader, meeting: str, sent: SentForm | None = None, refusal: Invalid | None = None
    ) -> Response:
        call = ReadCall("meetings", reader.caller, meeting)
        return page(
            self._sessions,
            reader,
            "inviting.html",
            refusal.status if refusal else 200,
            record=self._services.call("meetings", "read", call),
            address=f"/meetings/{meeting}",
            kinds=KINDS,
            categories=CATEGORIES,
            **self._choices(reader),
            sent=sent.texts if sent else {},
            chosen=sent.texts_of("person") if sent else [],
            wrong={name: said[0] for name, said in (refusal.errors or {}).items()} if refusal else {},
            key=(sent and sent.text("key")) or new_key(),
            here=f"/meetings/{meeting}/invite",
        )


def _by_name(text: str) -> Iterator[Invitee]:
    """王女士，13911110000: after the first comma how he is reached."""
    for line in text.split("\n"):
        name, *rest = (part.strip() for part in SEPARATORS.split(line, maxsplit=1))
        if name:
            yield Invitee(name, {"name": name, **({"contact": rest[0]} if rest and rest[0] else {})})


def _is_a_key(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", text) is not None
