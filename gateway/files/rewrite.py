"""Judges an upload by its content and writes images anew: a program of its own, with little time and memory.

It is fed by whoever likes to, so it imports nothing of ours and has no way to anything: bytes come on standard input; on
standard output goes a line of JSON, `{"type": …}` or `{"refused": …}`, and then what is to be stored. Of an image only its
pixels are left, turned as its EXIF said, of an animated one the first picture.
"""

import io
import json
import resource
import sys
import zipfile

from PIL import Image, ImageOps

MOST_PIXELS = 64_000_000
SECONDS, MEMORY = 20, 2 << 30
QUALITY = 90
IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MAGIC = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CONTENT_TYPES, MACROS = "[Content_Types].xml", "vbaProject.bin"


class Refused(Exception):
    """`kind` says why: unknown, broken, pixels, macros."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def rewritten(content: bytes) -> tuple[str, bytes]:
    """The media type and what is to be stored. Raises Refused."""
    if kind := _image_kind(content):
        return IMAGES[kind], _image(content, kind)
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-4096:]:
            raise Refused("broken")
        return "application/pdf", content
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content), content
    raise Refused("unknown")


def _image_kind(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)


def _image(content: bytes, kind: str) -> bytes:
    try:
        image = Image.open(io.BytesIO(content), formats=[kind])
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Refused("pixels")
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        plain = _plain(image, kind)
        written = io.BytesIO()
        plain.save(written, kind, quality=QUALITY)
    except (OSError, ValueError, SyntaxError, OverflowError, MemoryError, Image.DecompressionBombError) as error:
        raise Refused("broken") from error
    return written.getvalue()


def _plain(image: Image.Image, kind: str) -> Image.Image:
    """The pixels alone: what Pillow carries along in `info` (profiles, comments) it would write again."""
    clear = kind != "JPEG" and image.has_transparency_data
    plain = image.convert("RGBA" if clear else "L" if image.mode == "L" else "RGB")
    plain.info.clear()
    return plain


def _office_type(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("broken") from error
    if any(name.endswith(MACROS) for name in names):
        raise Refused("macros")
    if CONTENT_TYPES in names:
        for part, type_ in OFFICE.items():
            if part in names:
                return type_
    raise Refused("unknown")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        type_, content = rewritten(sys.stdin.buffer.read())
        head = {"type": type_}
    except Refused as refused:
        head, content = {"refused": refused.kind}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
