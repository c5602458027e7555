"""Who reads a page, and how he likes it: language, large type, light or dark; and as whom he may act here."""

import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from gateway.http.language import YEAR_SECONDS, language, remember_language
from gateway.http.session_cookie import FORM
from gateway.http.sessions import Session, Sessions, same
from gateway.pages.words import role_word
from infra.kernel.access.capacities import capacities
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import NotPermitted, Refusal, Unauthenticated

VIEW = "view"
VIEWS = ("large", "light", "dark")
STALE = "页面已过期，刚才写的都在，请再交一次 The page was too old; what you wrote is kept: please send it again"
SIGN_IN = "请先登录 Please sign in first"


@dataclass(frozen=True)
class PageReader:
    """`token` is what the forms of his pages carry, so that no other site can send them in his name."""

    lang: str
    views: tuple[str, ...]
    session: Session | None
    caller: Caller
    token: str

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.session.claims.roles) if self.session else ()

    @property
    def in_person(self) -> tuple[str, ...]:
        """The roles that follow from who he is, whatever office he acts in."""
        if self.session is None:
            return ()
        actor = Actor(person=self.session.person, roles=self.roles)
        return tuple(role for role in capacities(actor) if role not in self.roles)

    @property
    def office(self) -> dict[str, Any] | None:
        """The office that he acts in, None in person."""
        if self.session is None:
            return None
        return next((one for one in self.session.offices if one["id"] == self.session.cookie.office), None)

    @property
    def acting_as(self) -> str:
        """赵强，以议事会主席身份."""
        return role_word(self.office["role"], self.lang) if self.office else ""

    def signed_in(self) -> "PageReader":
        """Himself. Raises Unauthenticated where nobody is signed in."""
        if self.session is None:
            raise Unauthenticated(SIGN_IN)
        return self

    def sent(self, form_token: str | None) -> "PageReader":
        """Himself, where the form is one of his. Raises NotPermitted."""
        known = self.session.cookie.csrf if self.session else request.cookies.get(FORM)
        if not same(form_token, known):
            raise NotPermitted(STALE, rule="a form is sent from a page of this site")
        return self


def reader_of(sessions: Sessions) -> PageReader:
    """Whoever makes this request. A session that has ended reads as anybody does, and so does one while nobody can say."""
    try:
        session = sessions.found(request)
    except Refusal:
        session = None
    caller = Caller(sessions.token(session.claims)) if session else Caller()
    token = session.cookie.csrf if session else (request.cookies.get(FORM) or secrets.token_urlsafe(24))
    return PageReader(language(), views(), session, caller, token)


def views() -> tuple[str, ...]:
    chosen = request.cookies.get(VIEW, "").split("-")
    return tuple(one for one in VIEWS if one in chosen)


def remember(response: Response, reader: PageReader, sessions: Sessions) -> Response:
    """Of what a page was made for, what the next request is to bring again: for its forms, that they are of this site."""
    remember_language(response)
    has_a_form = reader.token.encode() in response.get_data()
    if reader.session is None and has_a_form and request.cookies.get(FORM) != reader.token:
        sessions.set(response, FORM, reader.token)
    return response


def set_views(response: Response, wanted: str | None) -> None:
    """`large` turns large type on and off; `light`, `dark` and `auto` choose the colours."""
    had = set(views())
    if wanted == "large":
        had ^= {"large"}
    elif wanted in ("light", "dark", "auto"):
        had = (had - {"light", "dark"}) | ({wanted} & {"light", "dark"})
    value = "-".join(one for one in VIEWS if one in had)
    response.set_cookie(VIEW, value, max_age=YEAR_SECONDS, httponly=True, samesite="Lax")


def new_key() -> str:
    """The Idempotency-Key of one rendered form: sent twice, it is done once."""
    return str(uuid.uuid4())
