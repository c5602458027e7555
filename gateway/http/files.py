"""A file that comes as the body of a request: raw, or as the one file of a form (multipart/form-data)."""

import io
from typing import Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from gateway.http import checks
from infra.kernel.base.problems import Invalid, MalformedRequest

FILE_BYTES = 20 * checks.MIB
FORM = "multipart/form-data"
MOST_PARTS = 10


def file_bytes(request: Request) -> bytes:
    """Raises TooLarge, MalformedRequest, Invalid."""
    raw = checks.body_bytes(request, FILE_BYTES)
    if request.mimetype != FORM:
        return raw
    parser = FormDataParser(stream_factory=_in_memory, max_form_parts=MOST_PARTS, silent=False)
    try:
        _, _, files = parser.parse(io.BytesIO(raw), FORM, len(raw), request.mimetype_params)
    except (ValueError, RequestEntityTooLarge) as error:
        raise MalformedRequest("表单无法读取 the form cannot be read") from error
    given = [file for _, file in files.items(multi=True)]
    if len(given) != 1:
        raise Invalid("须有且仅有一个文件 send one file", errors={"file": ["须有且仅有一个文件 send one file"]})
    content: bytes = given[0].read()
    return content


def _in_memory(*described: Any, **said: Any) -> io.BytesIO:
    """It is there already, and no larger than a file may be."""
    return io.BytesIO()
