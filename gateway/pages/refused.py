"""A refusal as a page: what it is, in the reader's language, and what to do; the number to ask about stands below."""

from http import HTTPStatus
from urllib.parse import quote

from flask import Response, g, request

from gateway.http.sessions import Sessions
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.sign_in_form import see_other
from gateway.pages.words import in_language
from infra.kernel.base.problems import Refusal, Unauthenticated

PAGES_BELOW = "/v1/"


def wants_a_page() -> bool:
    """A browser that follows a link or sends a form; the interface for programs answers programs."""
    return not request.path.startswith(PAGES_BELOW) and request.accept_mimetypes.accept_html


def refused(sessions: Sessions, refusal: Refusal) -> Response:
    if isinstance(refusal, Unauthenticated) and request.method == "GET":
        return see_other(f"/sign-in?next={quote(request.full_path.rstrip('?'))}")
    reader = reader_of(sessions)
    response = page(
        sessions,
        reader,
        "refused.html",
        refusal.status,
        said=in_language(refusal.detail or refusal.title, reader.lang),
        title=in_language(refusal.title, reader.lang),
        number=str(g.correlation_id)[-8:],
        unchanged=refusal.status != HTTPStatus.INTERNAL_SERVER_ERROR,
        instead=request.path.rpartition("/")[0] if refusal.status == HTTPStatus.CONFLICT else "",
        here="/",
    )
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
