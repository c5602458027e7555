"""Who calls by the browser's session: the session holds the person, his offices in force make the token of each request."""

import time
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from flask import Request, Response, g, request

from gateway.http.checks import Identity, ground_of
from gateway.http.notes import NOTE_SECONDS, CarriedNote, HalfSignedIn, N, SentToProvider, read_note, signed_note
from gateway.http.services import Services
from gateway.http.session_cookie import FORM, SECONDS, SESSION, SessionCookie, new_session, read, signed
from infra.kernel.access.identity import EXCLUSIVE, Claims, Verifier, make_token
from infra.kernel.access.vouching import vouched
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Invalid, NotPermitted, Refusal, Unauthenticated

MEMBERS = "members"
CSRF = "X-CSRF-Token"
SAFE = ("GET", "HEAD", "OPTIONS")
TOKEN_SECONDS = 120.0
MOST_TOKENS = 1000
TOLD_SECONDS = 600
OVER = "登录已失效，请重新登录 The session has ended; sign in again"
NO_CSRF = f"请附上 {CSRF}（见 GET /v1/session） send the header {CSRF} with what GET /v1/session calls csrf"
# Who may do nothing in an office is still the person that his records name.
IN_PERSON = ("PUB",)


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: its cookie, who it is, and in what he may act."""

    cookie: SessionCookie
    person: str
    name: str
    offices: list[dict[str, Any]]

    @property
    def claims(self) -> Claims:
        """Of the office chosen: all that he is in that organisation. Administrators are that alone."""
        chosen = next((one for one in self.offices if one["id"] == self.cookie.office), None)
        if chosen is None:
            return Claims(IN_PERSON, person=self.person)
        there = [one["role"] for one in self.offices if one["organisation"] == chosen["organisation"]]
        alone = chosen["role"] in EXCLUSIVE
        roles = [chosen["role"]] if alone else [chosen["role"], *(role for role in there if role not in EXCLUSIVE)]
        return Claims(tuple(dict.fromkeys(roles)), chosen["organisation"], chosen["division"], self.person)


class Sessions:
    """Begins, finds and changes sessions. Without the private key there are none."""

    def __init__(
        self, services: Services, verifier: Verifier | None, keys: tuple[str | None, str | None], secure: bool
    ) -> None:
        self._services, self._verifier, self._secure = services, verifier, secure
        self._private_key, self._public_key = keys
        self._tokens: dict[Claims, tuple[float, str]] = {}

    def cookie(self, asked: Request) -> SessionCookie | None:
        return read(asked.cookies.get(SESSION), self._public_key) if self._private_key else None

    def found(self, asked: Request) -> Session | None:
        """The session as it is now, asked once a request; None where there is no cookie. Raises Unauthenticated when it has ended."""
        if "session" not in g:
            g.session = self._asked(asked)
        session: Session | None = g.session
        return session

    def _asked(self, asked: Request) -> Session | None:
        cookie = self.cookie(asked)
        if cookie is None:
            return None
        said = self._services.call(MEMBERS, "session", {"account": cookie.account, "session": cookie.session})
        session = Session(cookie, said["person"], said["name"], said["offices"])
        if cookie.office is not None and all(one["id"] != cookie.office for one in session.offices):
            raise Unauthenticated(OVER)
        return session

    def identity(self, asked: Request) -> Identity:
        """As the session says. One that has ended may still read what anybody may, and changes nothing unnoticed."""
        nobody = Caller(
            tracking_code=asked.headers.get("Tracking-Code") or None,
            participant_code=asked.headers.get("Participant-Code") or None,
        )
        try:
            session = self.found(asked)
        except Unauthenticated as ended:
            return Identity(nobody, None, None if asked.method in SAFE else ended)
        except Refusal as silent:
            return Identity(nobody, None, silent)
        if session is None or self._verifier is None:
            return Identity(nobody, None)
        if asked.method not in SAFE and not same(asked.headers.get(CSRF), session.cookie.csrf):
            return Identity(
                nobody, None, NotPermitted(NO_CSRF, rule="a session changes nothing without its CSRF token")
            )
        caller = Caller(self.token(session.claims), asked.headers.get("Capacity") or None, ground=ground_of(asked))
        return Identity(caller, self._verifier.actor(caller))

    def token(self, claims: Claims) -> str:
        """Good for two minutes; the services check it as any other."""
        until, token = self._tokens.get(claims, (0.0, ""))
        if until < time.monotonic():
            if len(self._tokens) >= MOST_TOKENS:
                self._tokens.clear()
            token = make_token(str(self._private_key), claims, TOKEN_SECONDS / 3600)
            self._tokens[claims] = (time.monotonic() + TOKEN_SECONDS / 2, token)
        return token

    def begin(self, response: Response, cookie: SessionCookie) -> None:
        self.keep(response, cookie)
        self._drop(response, FORM)

    def choose(self, response: Response, session: Session, office: str) -> SessionCookie:
        """Raises Invalid where he does not hold it."""
        if all(one["id"] != office for one in session.offices):
            said = "您没有此职务 You do not hold this office"
            raise Invalid(said, errors={"office": [said]})
        chosen = session.cookie.in_office(office)
        self.keep(response, chosen)
        return chosen

    def end(self, response: Response) -> None:
        if cookie := self.cookie(request):
            self._services.call(MEMBERS, "sign_out", {"account": cookie.account, "session": cookie.session})
        self._drop(response, SESSION)

    def keep(self, response: Response, cookie: SessionCookie) -> None:
        self.set(response, SESSION, signed(cookie, str(self._private_key)))

    def set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, max_age=SECONDS, httponly=True, samesite="Lax", secure=self._secure)

    def vouched(self, name: str) -> str:
        """That a provider knows under this name who has just come from it, told so that a service believes it."""
        return vouched(name, str(self._private_key))

    def note(self, asked: Request, kind: type[N]) -> N | None:
        """What this browser carries of an earlier step, None where it carries nothing of ours."""
        return read_note(kind, asked.cookies.get(kind.cookie), self._public_key)

    def give_note(self, response: Response, note: HalfSignedIn | SentToProvider) -> None:
        value = signed_note(note, str(self._private_key))
        response.set_cookie(note.cookie, value, NOTE_SECONDS, httponly=True, samesite="Lax", secure=self._secure)

    def take_note(self, response: Response, kind: type[CarriedNote]) -> None:
        self._drop(response, kind.cookie)

    def tell_the_page(self, response: Response, name: str, value: str) -> None:
        """What the page's script may read, for as long as it takes to load; nothing that lets anybody do anything."""
        response.set_cookie(name, value, max_age=TOLD_SECONDS, samesite="Strict", secure=self._secure)

    def _drop(self, response: Response, name: str) -> None:
        response.delete_cookie(name, httponly=True, samesite="Lax", secure=self._secure)


def cookie_of(said: dict[str, Any]) -> SessionCookie:
    """Of who has just signed in. Another one at every sign-in: nobody can have known it before."""
    offices = said["offices"]
    return new_session(said["account"], said["session"], offices[0]["id"] if offices else None)


def same(given: str | None, wanted: str | None) -> bool:
    return bool(given and wanted) and compare_digest(str(given).encode("utf-8", "replace"), str(wanted).encode())
