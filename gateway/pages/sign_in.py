"""`/sign-in` and `/sign-out`: pages without script. Who is signed in sees who he is, chooses his office, sets his password."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import eventlet
import flask
from flask import Response, request

from gateway.http import problems
from gateway.http.language import language
from gateway.http.rate_limit import whose
from gateway.http.services import Services
from gateway.http.session_cookie import FORM
from gateway.http.sessions import CSRF, MEMBERS, Session, Sessions, same
from gateway.http.settings import ProviderSettings
from gateway.http.wrong_tries import WrongTries
from gateway.pages.account.second_step import CodeNeeded, half_way
from gateway.pages.account.signed_in import signed_in
from gateway.pages.kept_form import fields_of
from gateway.pages.locale import WORDS
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.sign_in_form import HOME, comes_from_no_page, form_of_request, inner, see_other
from gateway.pages.sign_in_words import SIGN_IN_WORDS
from gateway.pages.words import in_language, role_word
from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.access.identity import Claims
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.problems import Invalid, NotPermitted, Refusal, Unauthenticated

# No account has a longer one.
LONGEST_NAME = 64
# A refused try is answered no sooner, whatever was looked up for it: its time tells nothing.
REFUSED_SECONDS = 0.4
CODE_TOO = "请连同字段 code 再提交一次：六位数字或一个备用码 send the form again with `code`: the six digits, or a recovery code"


@dataclass(frozen=True)
class SignInPage:
    """`by_address` is False where a web server stands in front: then every caller has its address."""

    services: Services
    sessions: Sessions
    demo: bool
    by_address: bool
    tries: WrongTries
    provider: ProviderSettings | None = None
    pause: Callable[[float], None] = eventlet.sleep

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("sign-in", __name__)
        routes.add_url_rule("/sign-in", view_func=self.show, methods=["GET"], endpoint="show")
        routes.add_url_rule("/sign-in", view_func=self.sign_in, methods=["POST"], endpoint="sign_in")
        routes.add_url_rule("/sign-in/again", view_func=self.again, methods=["POST"], endpoint="again")
        routes.add_url_rule("/sign-in/office", view_func=self.choose, methods=["POST"], endpoint="choose")
        routes.add_url_rule("/sign-in/password", view_func=self.set_password, methods=["POST"], endpoint="set_password")
        routes.add_url_rule("/sign-out", view_func=self.sign_out, methods=["POST"], endpoint="sign_out")
        return routes

    def show(self) -> Response:
        return self._page(200, {"next": request.args.get("next", "")})

    def again(self) -> Response:
        """From a form whose session ended: what was written goes along."""
        form = form_of_request()
        if not same(form.get("csrf"), reader_of(self.sessions).token):
            return self._page(403, {"next": form.get("next", "")}, "stale")
        return self._page(200, form)

    def sign_in(self) -> Response:
        came, form = time.monotonic(), form_of_request()
        by_program = comes_from_no_page(form)
        if not (same(form.get("csrf"), request.cookies.get(FORM)) or by_program):
            return self._page(403, form, "stale")
        try:
            said = self._heard(form)
        except Refusal as refusal:
            if isinstance(refusal, Unauthenticated):
                self.pause(max(0.0, came + REFUSED_SECONDS - time.monotonic()))
            return self.refused(refusal, form)
        if "half" in said:
            return problems.problem(CodeNeeded(CODE_TOO)) if by_program else half_way(self.sessions, said, form)
        return signed_in(self.sessions, said, form.get("next"), form.get("kept"))

    def sign_out(self) -> Response:
        """Also where the session has ended meanwhile: what is left of it goes."""
        cookie, form = self.sessions.cookie(request), form_of_request()
        if cookie is not None and not same(form.get("csrf") or request.headers.get(CSRF), cookie.csrf):
            return self._page(403, form, "stale")
        response = see_other(HOME)
        self.sessions.end(response)
        return response

    def choose(self) -> Response:
        form = form_of_request()
        try:
            session = self._session(form)
            response = see_other(form.get("next"))
            self.sessions.choose(response, session, form.get("office", ""))
        except Refusal as refusal:
            return self.refused(refusal, form)
        return response

    def set_password(self) -> Response:
        """One's own, in person, whatever office one is in; afterwards one signs in again, with it."""
        form = form_of_request()
        try:
            session = self._session(form)
            self._must_be_his(session, form.get("current", ""))
            self.services.call(MEMBERS, "command", self._setting(session, form.get("password", "")))
        except Refusal as refusal:
            return self.refused(refusal, form)
        return see_other("/sign-in")

    def _must_be_his(self, session: Session, password: str) -> None:
        """Whoever sits down at an open session is not to take the account over."""
        self.tries.count(f"account {session.cookie.account}")
        asked = {"account": session.cookie.account, "password": password}
        if not self.services.call(MEMBERS, "is_his_password", asked)["is"]:
            raise NotPermitted("当前密码不对 The present password is wrong")
        self.tries.was_right(f"account {session.cookie.account}")

    def _setting(self, session: Session, password: str) -> CommandCall:
        himself = Caller(self.sessions.token(Claims(("PUB",), person=session.person)))
        return CommandCall(
            collection="accounts",
            command="set_password",
            body={"password": password},
            key=secrets.token_urlsafe(16),
            caller=himself,
            correlation_id=flask.g.correlation_id,
            record_id=session.cookie.account,
        )

    def _heard(self, form: dict[str, str]) -> dict[str, Any]:
        if self.demo and form.get("person"):
            return self.services.call(MEMBERS, "sign_in_as", {"person": form["person"]})
        name, address = form.get("name", "").strip(), whose(request.remote_addr or "")
        counted = [f"name {name.casefold()[:LONGEST_NAME]}", *([f"address {address}"] if self.by_address else [])]
        self.tries.count(*counted)
        asked = {"name": name, "password": form.get("password", ""), "code": form.get("code", "")}
        said = self.services.call(MEMBERS, "sign_in", asked)
        self.tries.was_right(*counted)
        return said

    def _session(self, form: dict[str, str]) -> Session:
        """Raises NotPermitted without the form's token, Unauthenticated without a session."""
        session = self.sessions.found(request)
        if session is None:
            raise Unauthenticated(SIGN_IN_WORDS[language()]["over"])
        if not same(form.get("csrf") or request.headers.get(CSRF), session.cookie.csrf):
            raise NotPermitted(SIGN_IN_WORDS[language()]["stale"])
        return session

    def refused(self, refusal: Refusal, form: dict[str, str]) -> Response:
        """The page again, with what was the matter."""
        said = in_language(refusal.detail, language())
        if isinstance(refusal, Invalid):
            said = "；".join(one for errors in refusal.errors.values() for one in errors) or said
        response = self._page(refusal.status, form, said=said)
        if refusal.retry_after is not None:
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response

    def _page(self, status: int, form: dict[str, str], word: str | None = None, said: str = "") -> Response:
        reader = reader_of(self.sessions)
        return page(
            self.sessions,
            reader,
            "sign_in.html",
            status,
            words={**WORDS[reader.lang], **SIGN_IN_WORDS[reader.lang]},
            session=reader.session,
            csrf=reader.token,
            next=inner(form.get("next")) or "",
            name=form.get("name", ""),
            kept=form.get("kept", "") if fields_of(form.get("kept")) else "",
            wrong=SIGN_IN_WORDS[reader.lang][word] if word else said,
            roles={role: role_word(role, reader.lang) for role in ROLES_IN_WORDS},
            people=self._people() if self.demo and reader.session is None else [],
            provider=self.provider,
            here="/sign-in",
        )

    def _people(self) -> list[dict[str, Any]]:
        try:
            people: list[dict[str, Any]] = self.services.call(MEMBERS, "people_of_the_story", {})["people"]
        except Refusal:
            return []
        return people
