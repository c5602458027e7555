"""How a page is made: with the reader's language and view, and what the next request is to bring again."""

from typing import Any

from flask import Response, make_response, render_template, request

from gateway.http.sessions import Sessions
from gateway.pages.papers.registry import papers_of
from gateway.pages.reader import PageReader, remember
from gateway.pages.words import choice_word, field_word, in_language, role_word


def page(sessions: Sessions, reader: PageReader, template: str, status: int = 200, **said: Any) -> Response:
    """`here` is the page's own address, where it can be read again."""
    here = said.pop("here", None) or (request.full_path.rstrip("?") if request.method == "GET" else request.path)
    words = {
        "field_word": lambda name: field_word(name, reader.lang),
        "choice_word": lambda field, value: choice_word(field, value, reader.lang),
        "role_word": lambda role: role_word(role, reader.lang),
        "papers_of": papers_of,
        "in_language": lambda text: in_language(text, reader.lang),
    }
    response = make_response(render_template(template, reader=reader, here=here, **words, **said), status)
    return remember(response, reader, sessions)
