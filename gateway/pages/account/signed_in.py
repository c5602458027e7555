"""However somebody has signed in: his session begins, and he is led to where he wanted to go, what he had written with him."""

from typing import Any

from flask import Response

from gateway.http.notes import HalfSignedIn
from gateway.http.session_cookie import SessionCookie
from gateway.http.sessions import Sessions, cookie_of
from gateway.pages.kept_form import KeptFields, fields_of
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.sign_in_form import inner, see_other
from gateway.pages.sign_in_words import SIGN_IN_WORDS


def signed_in(sessions: Sessions, said: dict[str, Any], wanted: str | None, kept: str | None = None) -> Response:
    """`said` is the service's answer."""
    cookie, to, written = cookie_of(said), inner(wanted), fields_of(kept)
    response = _back_to_the_form(sessions, to, cookie, written) if to and written else see_other(to)
    sessions.take_note(response, HalfSignedIn)
    sessions.begin(response, cookie)
    return response


def _back_to_the_form(sessions: Sessions, to: str, cookie: SessionCookie, written: KeptFields) -> Response:
    """By his own click: what is sent to a form in his name is sent by him. He finds it filled in, and nothing done."""
    reader = reader_of(sessions)
    words = SIGN_IN_WORDS[reader.lang]
    return page(
        sessions, reader, "back_to_form.html", words=words, to=to, csrf=cookie.csrf, written=written, here="/sign-in"
    )
