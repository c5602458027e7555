"""`/me`: one's own account: the code of a device beside the password, on and off, and where one is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.http.services import Services
from gateway.http.sessions import MEMBERS, Session, Sessions
from gateway.http.wrong_tries import WrongTries
from gateway.pages.reader import SIGN_IN, PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.scanned import code_to_scan
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.sign_in_form import see_other
from gateway.pages.words import in_language
from infra.kernel.access.one_time_codes import address_for_a_device, is_a_secret, new_secret
from infra.kernel.base.problems import Refusal, Unauthenticated

ME = "/me"
IN_GROUPS = 4


@dataclass(frozen=True)
class OwnAccountPages:
    """What is asked here is of the account that the session is of, and of no other."""

    services: Services
    sessions: Sessions
    tries: WrongTries

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("own-account", __name__)
        routes.add_url_rule(ME, view_func=self.show, methods=["GET"], endpoint="show")
        routes.add_url_rule("/me/code", view_func=self.ask, methods=["GET"], endpoint="ask")
        for path, act in (
            ("code", self._turn_on),
            ("code/end", self._turn_off),
            ("sessions/end", self._end_session),
            ("sessions/end-others", self._end_others),
        ):
            view = self._sent(act)
            routes.add_url_rule(f"/me/{path}", view_func=view, methods=["POST"], endpoint=path.replace("/", "-"))
        return routes

    def show(self) -> Response:
        reader = reader_of(self.sessions)
        return self._page(reader, session_of(reader), done=request.args.get("done", ""))

    def ask(self) -> Response:
        reader = reader_of(self.sessions)
        return self._setting_up(reader, session_of(reader), new_secret())

    def _sent(self, act: Callable[[PageReader, Session, SentForm], Response]) -> Callable[[], Response]:
        """A form of the reader's own."""

        def view() -> Response:
            reader = reader_of(self.sessions)
            with sent_form(request) as sent:
                return act(reader, session_of(reader.sent(sent.text("csrf"))), sent)

        return view

    def _turn_on(self, reader: PageReader, session: Session, sent: SentForm) -> Response:
        secret = sent.text("secret")
        try:
            told = self._asked(session, sent, "set_second_factor", secret=secret)
        except Refusal as refusal:
            kept = secret if is_a_secret(secret) else new_secret()
            return self._setting_up(reader, session, kept, refusal.status, refusal.detail)
        return page(self.sessions, reader, "recovery_codes.html", codes=told["recovery_codes"], here=ME)

    def _turn_off(self, reader: PageReader, session: Session, sent: SentForm) -> Response:
        try:
            self._asked(session, sent, "end_second_factor")
        except Refusal as refusal:
            return self._page(reader, session, refusal.status, wrong=refusal.detail)
        return see_other(f"{ME}?done=code")

    def _asked(self, session: Session, sent: SentForm, method: str, **said: str) -> dict[str, Any]:
        """With the present password, whose wrong tries count. Raises Refusal."""
        account = session.cookie.account
        self.tries.count(f"account {account}")
        typed = {"password": sent.texts.get("password", ""), "code": sent.text("code")}
        answer = self.services.call(MEMBERS, method, {"account": account, **typed, **said})
        self.tries.was_right(f"account {account}")
        return answer

    def _end_session(self, reader: PageReader, session: Session, sent: SentForm) -> Response:
        named = {"account": session.cookie.account, "session": sent.text("session")}
        self.services.call(MEMBERS, "sign_out", named)
        return see_other(f"{ME}?done=session")

    def _end_others(self, reader: PageReader, session: Session, sent: SentForm) -> Response:
        here = {"account": session.cookie.account, "session": session.cookie.session}
        self.services.call(MEMBERS, "end_other_sessions", here)
        return see_other(f"{ME}?done=session")

    def _setting_up(
        self, reader: PageReader, session: Session, secret: str, status: int = 200, wrong: str = ""
    ) -> Response:
        """The same secret again after a mistake: it is in the device by then."""
        account = self._account(session)
        if account["second_factor"] or not account["has_password"]:
            return see_other(ME)
        return page(
            self.sessions,
            reader,
            "own_code.html",
            status,
            secret=secret,
            in_groups=" ".join(secret[at : at + IN_GROUPS] for at in range(0, len(secret), IN_GROUPS)),
            drawn=code_to_scan(address_for_a_device(secret, account["name"])),
            wrong=in_language(wrong, reader.lang),
            here="/me/code",
        )

    def _page(
        self, reader: PageReader, session: Session, status: int = 200, wrong: str = "", done: str = ""
    ) -> Response:
        return page(
            self.sessions,
            reader,
            "own_account.html",
            status,
            account=self._account(session),
            this_one=session.cookie.session,
            wrong=in_language(wrong, reader.lang),
            done=done,
            here=ME,
        )

    def _account(self, session: Session) -> dict[str, Any]:
        return self.services.call(MEMBERS, "own_account", {"account": session.cookie.account})


def session_of(reader: PageReader) -> Session:
    """Raises Unauthenticated where nobody is signed in."""
    if reader.session is None:
        raise Unauthenticated(SIGN_IN)
    return reader.session
