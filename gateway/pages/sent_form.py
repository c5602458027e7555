"""A form as a page of ours sends it: texts by name, photos beside them; bounded, and never read further than allowed."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header

from gateway.files.rewriting import MOST_BYTES
from gateway.http import checks
from infra.kernel.base.problems import MalformedRequest

MOST_TEXT = 512 * 1024
MOST_FIELDS = 2000
MOST_PHOTOS = 3
IN_MEMORY = 1024 * 1024
NOT_A_FORM = "须为本站页面的表单 send the form of a page of this site"


@dataclass(frozen=True)
class SentForm:
    """`files` are those that hold something."""

    texts: MultiDict[str, str]
    files: list[IO[bytes]]

    def text(self, name: str) -> str:
        """Without the blanks around it; "" where there is none. Browsers send line ends as CR LF."""
        return self.texts.get(name, "").replace("\r\n", "\n").strip()

    def texts_of(self, name: str) -> list[str]:
        return [one for one in self.texts.getlist(name) if one.strip()]


@contextmanager
def sent_form(
    request: Request, most_text: int = MOST_TEXT, most_files: int = MOST_PHOTOS * MOST_BYTES
) -> Iterator[SentForm]:
    """How many there may be, the page says. The files last as long as the context. Raises TooLarge, MalformedRequest."""
    if request.mimetype == "multipart/form-data":
        with ExitStack() as opened:
            yield _of_parts(request, opened, most_text, most_files)
    elif request.mimetype in ("application/x-www-form-urlencoded", ""):
        yield SentForm(_of_pairs(checks.body_bytes(request, most_text)), [])
    else:
        raise MalformedRequest(NOT_A_FORM)


def _of_pairs(body: bytes) -> MultiDict[str, str]:
    try:
        return MultiDict(parse_qsl(body.decode("ascii"), max_num_fields=MOST_FIELDS, keep_blank_values=True))
    except ValueError as error:
        raise MalformedRequest(NOT_A_FORM) from error


def _of_parts(request: Request, opened: ExitStack, most_text: int, most_files: int) -> SentForm:
    _, options = parse_options_header(request.content_type)
    body = _file(opened)
    for piece in checks.body_pieces(request, most_files + most_text):
        body.write(piece)
    length = body.tell()
    body.seek(0)
    parser = MultiPartParser(
        stream_factory=lambda *_, **__: _file(opened), max_form_memory_size=most_text, max_form_parts=MOST_FIELDS
    )
    try:
        texts, files = parser.parse(body, options.get("boundary", "").encode(), length)
    except (ValueError, RequestEntityTooLarge) as error:
        raise MalformedRequest(NOT_A_FORM) from error
    given: list[IO[bytes]] = [one.stream for _, one in files.items(multi=True) if one.stream.seek(0, 2)]
    return SentForm(MultiDict(texts), given)


def _file(opened: ExitStack) -> IO[bytes]:
    return opened.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
