"""An upload as it comes: raw, or one file of a form; onto the disk beyond the first megabyte, never whole in memory."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header

from gateway.files.rewriting import MOST_BYTES
from gateway.http import checks
from infra.kernel.base.problems import Invalid, TooLarge

IN_MEMORY = 1024 * 1024
AROUND = 64 * 1024  # what a form writes around its file
MOST_PARTS = 8
ONE_FILE = "须为恰好一个文件：原样的正文，或 multipart/form-data 中的一个文件 send one file: as the body, or in multipart/form-data"


@contextmanager
def received(request: Request) -> Iterator[IO[bytes]]:
    """Raises TooLarge, MalformedRequest, Invalid."""
    form = request.mimetype == "multipart/form-data"
    with ExitStack() as opened:
        body = _file(opened)
        for piece in checks.body_pieces(request, MOST_BYTES + (AROUND if form else 0)):
            body.write(piece)
        upload = _file_of_form(request, body, opened) if form else body
        size = upload.seek(0, 2)
        if size > MOST_BYTES:
            raise TooLarge(f"文件不得超过 {MOST_BYTES >> 20} MiB a file may have {MOST_BYTES} bytes")
        if not size:
            raise _not_one()
        yield upload


def _file_of_form(request: Request, body: IO[bytes], opened: ExitStack) -> IO[bytes]:
    _, options = parse_options_header(request.content_type)
    length = body.tell()
    body.seek(0)
    parser = MultiPartParser(
        stream_factory=lambda *_, **__: _file(opened), max_form_memory_size=AROUND, max_form_parts=MOST_PARTS
    )
    try:
        _, files = parser.parse(body, options.get("boundary", "").encode(), length)
    except (ValueError, RequestEntityTooLarge) as error:
        raise _not_one() from error
    found = [one for _, one in files.items(multi=True)]
    if len(found) != 1:
        raise _not_one()
    upload: IO[bytes] = found[0].stream
    return upload


def _file(opened: ExitStack) -> IO[bytes]:
    return opened.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))


def _not_one() -> Invalid:
    return Invalid(ONE_FILE, errors={"file": [ONE_FILE]})
