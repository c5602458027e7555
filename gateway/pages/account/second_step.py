"""`/sign-in/code`: after the password the code of one's device, where the account asks for one."""

from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.http.notes import HalfSignedIn
from gateway.http.rate_limit import whose
from gateway.http.services import Services
from gateway.http.session_cookie import FORM
from gateway.http.sessions import MEMBERS, Sessions, same
from gateway.http.wrong_tries import WrongTries
from gateway.pages.account.signed_in import signed_in
from gateway.pages.kept_form import fields_of
from gateway.pages.reader import STALE, reader_of
from gateway.pages.rendering import page
from gateway.pages.sign_in_form import form_of_request, inner, see_other
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.base.problems import Refusal, Unauthenticated

OVER = "时间过久，请从头再登录一次 That took too long: please sign in from the beginning"


class CodeNeeded(Unauthenticated):
    """Told to programs: the same form once more, with the field `code`."""

    name, title = "code-needed", "还需要动态码 A code is needed as well"


@dataclass(frozen=True)
class SecondStepPage:
    """`by_address` as on the page before."""

    services: Services
    sessions: Sessions
    by_address: bool
    tries: WrongTries

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("second-step", __name__)
        routes.add_url_rule("/sign-in/code", view_func=lambda: see_other("/sign-in"), methods=["GET"], endpoint="begin")
        routes.add_url_rule("/sign-in/code", view_func=self.go_on, methods=["POST"], endpoint="go_on")
        return routes

    def go_on(self) -> Response:
        form, half = form_of_request(), self.sessions.note(request, HalfSignedIn)
        if not same(form.get("csrf"), request.cookies.get(FORM)):
            return ask_for_the_code(self.sessions, form, 403, STALE)
        if half is None:
            return ask_for_the_code(self.sessions, form, 401, OVER, over=True)
        counted = [
            f"code {half.account}",
            *([f"address {whose(request.remote_addr or '')}"] if self.by_address else []),
        ]
        asked = {"account": half.account, "half": half.half, "code": form.get("code", "")}
        try:
            self.tries.count(*counted)
            said = self.services.call(MEMBERS, "sign_in_with_code", asked)
        except Refusal as refusal:
            return ask_for_the_code(self.sessions, form, refusal.status, refusal.detail, refusal.retry_after)
        self.tries.was_right(*counted)
        return signed_in(self.sessions, said, form.get("next"), form.get("kept"))


def half_way(sessions: Sessions, said: dict[str, Any], form: dict[str, str]) -> Response:
    """The page that asks for the code; `said` is the service's answer to what was right so far."""
    response = ask_for_the_code(sessions, form)
    sessions.give_note(response, HalfSignedIn(said["account"], said["half"]))
    return response


def ask_for_the_code(
    sessions: Sessions,
    form: dict[str, str],
    status: int = 200,
    wrong: str = "",
    retry_after: int | None = None,
    over: bool = False,
) -> Response:
    reader = reader_of(sessions)
    response = page(
        sessions,
        reader,
        "second_step.html",
        status,
        csrf=reader.token,
        next=inner(form.get("next")) or "",
        kept=form.get("kept", "") if fields_of(form.get("kept")) else "",
        wrong=in_language(wrong, reader.lang),
        over=over,
        title=_("登录动态码"),
        here="/sign-in",
    )
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
