"""`/sign-in/provider`: to the office's own directory, and back from it. Whoever it knows needs an account here all the same."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import flask
from flask import Response, redirect, request

from gateway.http.notes import SentToProvider
from gateway.http.provider import NOT_DONE, Provider
from gateway.http.services import Services
from gateway.http.sessions import MEMBERS, Sessions, same
from gateway.pages.account.second_step import half_way
from gateway.pages.account.signed_in import signed_in
from gateway.pages.sign_in_form import inner
from infra.kernel.base.problems import Refusal, Unauthenticated

BACK = "/sign-in/provider/back"
# It goes along in a cookie.
LONGEST_NEXT = 1000
HELD_BACK = (
    "单位登录没有放行，请再试一次，或用密码登录 The provider did not let you pass: try once more, or use your password"
)
Refusing: TypeAlias = Callable[[Refusal, dict[str, str]], Response]


@dataclass(frozen=True)
class ByProviderPages:
    """`refused` is the page of signing in, which says what was the matter; a password is as good there as ever."""

    services: Services
    sessions: Sessions
    provider: Provider
    public_url: str | None
    refused: Refusing

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("by-provider", __name__)
        routes.add_url_rule("/sign-in/provider", view_func=self.leave, methods=["GET"], endpoint="leave")
        routes.add_url_rule(BACK, view_func=self.come_back, methods=["GET"], endpoint="come_back")
        return routes

    def leave(self) -> Response:
        """By a link: a form that leads elsewhere is not sent from a page of ours."""
        wanted = inner(request.args.get("next", "")[:LONGEST_NEXT]) or ""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        note = SentToProvider(state, nonce, verifier, wanted)
        try:
            address = self.provider.address(self._back(), note)
        except Refusal as refusal:
            return self.refused(refusal, {"next": wanted})
        response = flask.make_response(redirect(address, code=303))
        self.sessions.give_note(response, note)
        return response

    def come_back(self) -> Response:
        note = self.sessions.note(request, SentToProvider)
        form = {"next": note.next if note else ""}
        try:
            said = self._said(note)
            response = (
                half_way(self.sessions, said, form) if "half" in said else signed_in(self.sessions, said, form["next"])
            )
        except Refusal as refusal:
            response = self.refused(refusal, form)
        self.sessions.take_note(response, SentToProvider)
        return response

    def _said(self, note: SentToProvider | None) -> dict[str, object]:
        """Raises Unauthenticated unless he was sent from this browser, and is let pass there."""
        args = request.args
        if note is None or not same(args.get("state"), note.state):
            raise Unauthenticated(NOT_DONE)
        if args.get("iss") not in (None, self.provider.settings.issuer):
            raise Unauthenticated(NOT_DONE)
        if "error" in args or not args.get("code"):
            raise Unauthenticated(HELD_BACK)
        name = self.provider.name(self._back(), args["code"], note)
        return self.services.call(MEMBERS, "sign_in_vouched", {"vouched": self.sessions.vouched(name)})

    def _back(self) -> str:
        """As it is registered there; else nobody is sent back to it, whatever the Host header says."""
        return f"{(self.public_url or request.host_url).rstrip('/')}{BACK}"
