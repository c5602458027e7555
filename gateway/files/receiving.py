"""An upload as it comes: raw, or one file of a form; onto the disk beyond the first megabyte, never whole in memory."""

import tempfile
from typing import IO

from flask import Request
from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header

from gateway.files.rewriting import MOST_BYTES
from gateway.http import checks
from infra.kernel.base.problems import Invalid, TooLarge

IN_MEMORY = 1024 * 1024
AROUND = 64 * 1024  # what a form writes around its file
MOST_PARTS = 8
ONE_FILE = "须为恰好一个文件：原样的正文，或 multipart/form-data 中的一个文件 send one file: as the body, or in multipart/form-data"


def received(request: Request) -> IO[bytes]:
    """Raises TooLarge, MalformedRequest, Invalid."""
    form = request.mimetype == "multipart/form-data"
    body = _file()
    for piece in checks.body_pieces(request, MOST_BYTES + (AROUND if form else 0)):
        body.write(piece)
    upload = _file_of_form(request, body) if form else body
    size = upload.seek(0, 2)
    if size > MOST_BYTES:
        raise TooLarge(f"文件不得超过 {MOST_BYTES >> 20} MiB a file may have {MOST_BYTES} bytes")
    if not size:
        raise _not_one()
    return upload


def _file_of_form(request: Request, body: IO[bytes]) -> IO[bytes]:
    _, options = parse_options_header(request.content_type)
    length = body.tell()
    body.seek(0)
    parser = MultiPartParser(
        stream_factory=lambda *_, **__: _file(), max_form_memory_size=AROUND, max_form_parts=MOST_PARTS
    )
    try:
        _, files = parser.parse(body, options.get("boundary", "").encode(), length)
    except ValueError as error:
        raise _not_one() from error
    found = [one for _, one in files.items(multi=True)]
    if len(found) != 1:
        raise _not_one()
    upload: IO[bytes] = found[0].stream
    return upload


def _file() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)


def _not_one() -> Invalid:
    return Invalid(ONE_FILE, errors={"file": [ONE_FILE]})
