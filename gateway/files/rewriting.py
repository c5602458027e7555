"""Has an upload judged and written anew in a process of its own, one at a time: a large picture takes much memory."""

import json
from pathlib import Path
from typing import IO, NoReturn

from eventlet.semaphore import Semaphore

from gateway.http.programs import PYTHON, output_of
from infra.kernel.base.problems import Invalid, TooLarge, Unavailable

MOST_BYTES = 20 * 1024 * 1024
SECONDS = 30.0
PROGRAM = [*PYTHON, "-I", str(Path(__file__).resolve().with_name("rewrite.py"))]
TYPES = "JPEG、PNG、WebP、PDF、DOCX、XLSX"
SAID = {
    "unknown": f"不是可接收的文件，只收 {TYPES}（依内容判断） is none of these, by its content: {TYPES}",
    "broken": "文件已损坏或不完整 the file is damaged or not complete",
    "pixels": "图片过大，至多 6400 万像素 the picture has more than 64 million pixels",
    "macros": "不收含宏的文件 a file with macros is not taken",
}
_ONE = Semaphore(1)


def rewritten(upload: IO[bytes]) -> tuple[str, bytes]:
    """The media type and what is to be stored. Raises Invalid, TooLarge, and Unavailable while others take too long."""
    if not _ONE.acquire(timeout=SECONDS):
        raise Unavailable("正在处理的文件过多，请稍后重试 Too many files are being taken in", retry_after=10)
    try:
        return _parted(_written_by_the_program(upload))
    finally:
        _ONE.release()


def _written_by_the_program(upload: IO[bytes]) -> bytes:
    written = output_of(PROGRAM, upload, SECONDS)
    return _refuse("broken") if written is None else written


def _parted(output: bytes) -> tuple[str, bytes]:
    head, _, content = output.partition(b"\n")
    said = json.loads(head)
    if kind := said.get("refused"):
        _refuse(kind)
    if len(content) > MOST_BYTES:
        raise TooLarge("图片重写后超过 20 MiB the picture, written anew, has more than 20 MiB")
    return said["type"], content


def _refuse(kind: str) -> NoReturn:
    raise Invalid(SAID[kind], errors={"file": [SAID[kind]]})
