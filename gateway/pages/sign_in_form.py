"""The forms of signing in: read whole or not at all, and leading nowhere but within this site."""

import re
from urllib.parse import parse_qsl

import flask
from flask import Response, make_response, request

from gateway.http import checks
from gateway.pages.kept_form import MOST_KEPT
from infra.kernel.base.problems import MalformedRequest

MOST_FORM_BYTES = 16 * 1024
MOST_FIELDS = 10
HOME = "/"
FORM_TYPE = "application/x-www-form-urlencoded"


def form_of_request() -> dict[str, str]:
    """A form's fields; what was written elsewhere and is kept may be long. Raises TooLarge and MalformedRequest."""
    wrong = MalformedRequest("须为登录页的表单 send the form of the sign-in page")
    if (request.content_length or 0) > MOST_FORM_BYTES + MOST_KEPT or request.mimetype not in (FORM_TYPE, ""):
        # What is too large for any body is thrown away there; the rest is not worth looking at.
        checks.body_bytes(request)
        raise wrong
    try:
        body = checks.body_bytes(request).decode("ascii")
        form = dict(parse_qsl(body, max_num_fields=MOST_FIELDS, keep_blank_values=True))
    except ValueError as error:
        raise wrong from error
    if len(body) - len(form.get("kept", "")) > MOST_FORM_BYTES:
        raise wrong
    return form


def comes_from_no_page(form: dict[str, str]) -> bool:
    """A program signs in without having read the page; a browser says from which page it comes, or that it does not say."""
    return "csrf" not in form and not any(name in request.headers for name in ("Origin", "Sec-Fetch-Site"))


def inner(wanted: str | None) -> str | None:
    """An address of this site, a path and nothing else; None for any other: nobody is sent elsewhere from here."""
    if wanted and re.fullmatch(r"/([^/\\\x00-\x20\x7f][^\\\x00-\x20\x7f]*)?", wanted):
        return wanted
    return None


def see_other(wanted: str | None) -> Response:
    return make_response(flask.redirect(inner(wanted) or HOME, code=303))
