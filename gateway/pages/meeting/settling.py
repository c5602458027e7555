"""Settling an item: where everybody who was there stands, in one table, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.meeting.consensus import POSITIONS
from gateway.pages.meeting.told import DeskTold, voices
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from gateway.pages.work.records import redirected
from infra.kernel.base.calls import CommandCall, ReadCall
from infra.kernel.base.problems import Invalid, NotFound, Refusal
from services.meetings.consensus_item.schemas import RESULTS


@dataclass(frozen=True)
class VoiceAtTheMeeting:
    """Who was there and may be asked; `position` as it was sent, "" where none was."""

    id: str
    name: str
    group: str
    position: str


class SettlingPages:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions = gateway.services, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("settling-pages", __name__)
        address = "/meetings/<meeting>/items/<item>/settle"
        routes.add_url_rule(address, view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule(address, view_func=self.settle, methods=["POST"], endpoint="settle")
        return routes

    def ask(self, meeting: str, item: str) -> Response:
        return self._form(reader_of(self._sessions).signed_in(), meeting, item)

    def settle(self, meeting: str, item: str) -> Response:
        reader = reader_of(self._sessions)
        with sent_form(request) as sent:
            try:
                reader.signed_in().sent(sent.text("csrf"))
                self._command(reader, meeting, item, sent)
            except Refusal as refusal:
                return self._form(reader, meeting, item, sent, refusal)
        return redirected(f"/meetings/{meeting}?done=settle_item&in=items&id={item}#items")

    def _command(self, reader: PageReader, meeting: str, item: str, sent: SentForm) -> None:
        """Whoever took no position has none; Invalid where it is not said what came of it."""
        if sent.text("result") not in RESULTS:
            raise Invalid(_("请选这一条议成了什么样。"))
        taken = {
            name.removeprefix("position-"): value
            for name, value in sent.texts.items()
            if name.startswith("position-") and value in POSITIONS
        }
        reason = {"reason": sent.text("reason")} if sent.text("result") == "not_agreed" else {}
        positions = [{"participant": checks.record_id(one), "position": said} for one, said in taken.items()]
        version = sent.text("version")
        call = CommandCall(
            collection="items",
            command="settle_item",
            body={"result": sent.text("result"), "positions": positions, **reason},
            key=sent.text("key") or new_key(),
            caller=reader.caller,
            correlation_id=flask.g.correlation_id,
            record_id=checks.record_id(item),
            parent_id=checks.record_id(meeting),
            if_match=int(version) if version.isdecimal() and version.isascii() else None,
        )
        self._services.call("meetings", "command", call)

    def _form(
        self, reader: PageReader, meeting: str, item: str, sent: SentForm | None = None, refusal: Refusal | None = None
    ) -> Response:
        """Raises NotFound where there is nothing for him to settle."""
        call = ReadCall("meetings", reader.signed_in().caller, checks.record_id(meeting))
        told = DeskTold(self._services.call("meetings", "desk", call), reader.lang)
        one = next((one for one in told.part("items") if one["id"] == item), None)
        if one is None or ("settle_item" not in one["allowed_commands"] and refusal is None):
            raise NotFound(_("这一条现在没有什么要议定。"))
        return page(
            self._sessions,
            reader,
            "settling.html",
            refusal.status if refusal else 200,
            told=told,
            item=one,
            voices=[_voice(told, each, sent) for each in voices(told.guests) if each["attended"]],
            positions=POSITIONS,
            # What was not put into words yet can only be found not agreed.
            results=RESULTS if one["wording"] else ("not_agreed",),
            result=sent.text("result") if sent else "",
            reason=sent.text("reason") if sent else "",
            refused=_in_words(refusal, reader.lang),
            key=(sent and sent.text("key")) or new_key(),
            version=(sent and sent.text("version")) or one["version"],
            here=f"{told.address}/items/{item}/settle",
        )


def _voice(told: DeskTold, guest: Mapping[str, Any], sent: SentForm | None) -> VoiceAtTheMeeting:
    group = str(guest["group"] or told.name(guest["organisation"]))
    position = sent.text(f"position-{guest['id']}") if sent else ""
    return VoiceAtTheMeeting(str(guest["id"]), told.called(guest), group, position)


def _in_words(refusal: Refusal | None, lang: str) -> str:
    if refusal is None:
        return ""
    named = [said for each in (refusal.errors or {}).values() for said in each] if isinstance(refusal, Invalid) else []
    return "；".join(in_language(str(one), lang) for one in named or [refusal.detail or refusal.title])
