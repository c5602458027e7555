"""Has a document written as PDF or DOCX in a process of its own, two at a time: setting a page is all processor."""

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path

import msgspec
from eventlet.semaphore import Semaphore

from gateway.http.programs import PYTHON, output_of
from gateway.paper.official import Paper
from infra.kernel.base.problems import Unavailable

SECONDS, WAITED = 30.0, 20.0
ROOT = str(Path(__file__).resolve().parents[2])
PROGRAMS = {form: [*PYTHON, "-m", f"gateway.paper.write_{form}"] for form in ("pdf", "docx")}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PLACES, FOR_STRANGERS = Semaphore(2), Semaphore(1)
"""Whoever is not signed in waits for others who are not, and never takes both places."""


def written(paper: Paper, form: str, stranger: bool) -> bytes:
    """`form` is "pdf" or "docx". Raises Unavailable while others take too long, and where fonts are missing."""
    with ExitStack() as held, tempfile.TemporaryFile() as said:
        for place in (FOR_STRANGERS, PLACES) if stranger else (PLACES,):
            if not place.acquire(timeout=WAITED):
                raise Unavailable("正在生成的文书过多，请稍后重试 Too many documents are being made", retry_after=10)
            held.callback(place.release)
        said.write(msgspec.json.encode(paper))
        output = output_of(PROGRAMS[form], said, SECONDS, folder=ROOT)
    if output is None:
        raise Unavailable("文书没有生成，请把下面的编号告诉管理员 The document could not be made; tell the operator")
    head, _, content = output.partition(b"\n")
    if missing := json.loads(head)["missing"]:
        raise Unavailable(
            f"服务器缺少字体（{'、'.join(missing)}），请管理员运行 infra/install/fonts.sh，再试一次"
            f" Fonts are missing on the server ({', '.join(missing)}): the operator runs infra/install/fonts.sh, then try again"
        )
    return content
