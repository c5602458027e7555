"""我要说: a resident says what is the matter, without an account, and has a code in his hand a minute later."""

import re
from collections.abc import Sequence
from typing import IO, Any

import flask
from flask import Response, request

from gateway.files.rewriting import rewritten
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.ledger.receipts_page import qr_code
from gateway.pages.arrived import arrived
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import MOST_PHOTOS, SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.base.calls import Caller, CommandCall, ListCall
from infra.kernel.base.problems import Invalid, NotFound, Refusal, TooLarge
from infra.kernel.contract.wire import DIVISION_CODE

NEAR = 5
OF_THE_POSTER = ("venue", "meeting", "member")
FEWEST_DIGITS = 7
"""Of a number that can be called: what is shorter was mistyped, and nobody could ask back."""
FROM_QR, FROM_WEB = "qr", "web"
PHOTOS_ONLY = ("image/jpeg", "image/png", "image/webp")


class SubmitPages:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._settings, self._sessions = gateway.services, gateway.settings, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("submit-pages", __name__)
        routes.add_url_rule("/s/<division>", view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule("/s/<division>", view_func=self.take, methods=["POST"], endpoint="take")
        return routes

    def ask(self, division: str) -> Response:
        return self._form(reader_of(self._sessions), division, {}, {}, 200)

    def take(self, division: str) -> Response:
        """The receipt itself: its code is told once, and stands in no address that the browser would keep."""
        reader = reader_of(self._sessions)
        with sent_form(request) as sent:
            kept = {name: sent.text(name) for name in ("text", "contact", "where", "key", "consent")}
            try:
                reader.sent(sent.text("csrf"))
                body = self._body(division, sent)
                answer = self._sent(body, sent.text("key"))
            except Invalid as invalid:
                return self._form(reader, division, kept, dict(invalid.errors or {}), 422)
            except Refusal as refusal:
                return self._form(reader, division, kept, {"": [refusal.detail or refusal.title]}, refusal.status)
        receipt = self._receipt(reader, division, body, str(answer["tracking_code"]))
        return arrived(receipt, sent, self._sessions)

    def _sent(self, body: dict[str, Any], key: str) -> dict[str, Any]:
        """A poster may be older than what it names: then the matter is taken without it."""
        try:
            return self._services.call("topics", "command", _call(body, key))
        except Invalid as invalid:
            if not invalid.errors or not set(invalid.errors) <= set(OF_THE_POSTER):
                raise
        plain = {name: value for name, value in body.items() if name not in OF_THE_POSTER}
        return self._services.call("topics", "command", _call(plain, new_key()))

    def _body(self, division: str, sent: SentForm) -> dict[str, Any]:
        """Raises Invalid for what is missing, and for what is no photo."""
        if not sent.text("text"):
            raise Invalid("", errors={"text": [_("请写下您要说的事，一句话也可以。")]})
        if sent.text("contact") and len(re.sub(r"[^0-9]", "", sent.text("contact"))) < FEWEST_DIGITS:
            raise Invalid("", errors={"contact": [_("电话号码不全：手机写 11 位，座机带区号。不想留电话就空着。")]})
        named: dict[str, Any] = {name: value for name in ("contact",) if (value := sent.text(name))}
        named |= {name: request.args[name] for name in OF_THE_POSTER if request.args.get(name)}
        files = self._photos(sent.files)
        named |= {"consent": True} if sent.text("consent") else {}
        channel = FROM_QR if sent.text("where") == FROM_QR else FROM_WEB
        return {"text": sent.text("text"), "division": division, "channel": channel, **named} | (
            {"files": files} if files else {}
        )

    def _photos(self, files: Sequence[IO[bytes]]) -> list[str]:
        if len(files) > MOST_PHOTOS:
            raise Invalid("", errors={"photo": [_("一次最多 3 张。")]})
        digests = []
        for one in files:
            one.seek(0)
            try:
                type_, content = rewritten(one)
            except (Invalid, TooLarge) as wrong:
                raise Invalid("", errors={"photo": [_("这不是能用的照片，请传 JPEG、PNG 或 WebP。")]}) from wrong
            if type_ not in PHOTOS_ONLY:
                raise Invalid("", errors={"photo": [_("这里只收照片：JPEG、PNG 或 WebP。")]})
            digests.append(self._settings.files.add(type_, content))
        return list(dict.fromkeys(digests))

    def _form(
        self, reader: PageReader, division: str, kept: dict[str, str], errors: dict[str, Any], status: int
    ) -> Response:
        wrong = {name: "；".join(in_language(str(one), reader.lang) for one in said) for name, said in errors.items()}
        return page(
            self._sessions,
            reader,
            "submit.html",
            status,
            division=division,
            place=self._place(division),
            near=self._near(division),
            kept=kept,
            wrong=wrong,
            key=kept.get("key") or new_key(),
            where=FROM_QR if FROM_QR in request.args or kept.get("where") == FROM_QR else FROM_WEB,
            here=request.full_path.rstrip("?"),
        )

    def _receipt(self, reader: PageReader, division: str, body: dict[str, Any], code: str) -> Response:
        site = (self._settings.public_url or request.host_url).rstrip("/")
        return page(
            self._sessions,
            reader,
            "submitted.html",
            code=code,
            qr=qr_code(f"{site}/f/{code}"),
            said=body["text"],
            photos=len(body.get("files", ())),
            place=self._place(division),
            here=f"/s/{division}",
        )

    def _place(self, division: str) -> dict[str, Any]:
        """The division and what is there. Raises NotFound where there is no such division."""
        if not re.fullmatch(DIVISION_CODE, division):
            raise NotFound(_("没有这个地方。"))
        return self._services.call("members", "place", {"division": division})

    def _near(self, division: str) -> list[dict[str, Any]]:
        """What is already talked over here: published topics, newest first; none while the service does not answer."""
        call = ListCall(collection="topics", caller=Caller(), division=division, limit=NEAR)
        try:
            found: list[dict[str, Any]] = self._services.call("topics", "listing", call)["items"]
        except Refusal:
            return []
        return found


def _call(body: dict[str, Any], key: str) -> CommandCall:
    return CommandCall(
        collection="submissions",
        command="submit",
        body=body,
        key=key or new_key(),
        caller=Caller(),
        correlation_id=flask.g.correlation_id,
    )
