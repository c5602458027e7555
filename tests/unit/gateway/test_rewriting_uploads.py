"""An upload is judged by its content, and of an image only the picture is left."""

import io
import zipfile
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image

from gateway.files import rewrite
from gateway.files.rewrite import Refused, rewritten

SERIAL = b"camera 4711"


def picture(kind: str, **how: object) -> bytes:
    image, written = Image.new("RGB", (40, 20), "red"), io.BytesIO()
    exif = image.getexif()
    exif[ExifTags.Base.Make] = SERIAL.decode()
    exif[ExifTags.Base.Orientation] = 6
    image.save(written, kind, exif=exif, **how)
    return written.getvalue()


def office(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return written.getvalue()


@pytest.mark.parametrize(("kind", "type_"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_an_image_is_written_anew_without_exif_and_stands_as_that_said(kind: str, type_: str) -> None:
    sent = picture(kind)
    assert SERIAL in sent
    found, stored = rewritten(sent + b"PK\x03\x04 and a tail")
    image = Image.open(io.BytesIO(stored))
    assert (found, image.format, image.size) == (type_, kind, (20, 40))
    assert SERIAL not in stored
    assert b"tail" not in stored
    assert not image.getexif()


def test_of_an_animated_image_the_first_picture_is_left() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    written = io.BytesIO()
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    _, stored = rewritten(written.getvalue())
    image = Image.open(io.BytesIO(stored)).convert("RGB")
    red, _, blue = image.tobytes()[:3]
    assert red > blue


@pytest.mark.parametrize(
    ("sent", "type_"),
    [
        (b"%PDF-1.7\n...\n%%EOF\n", "application/pdf"),
        (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_document_is_known_by_its_content_and_stored_as_it_is(sent: bytes, type_: str) -> None:
    assert rewritten(sent) == (type_, sent)


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"", "unknown"),
        (b"MZ\x90\x00", "unknown"),
        (b"<svg onload='alert(1)'/>", "unknown"),
        (b"GIF89a" + bytes(20), "unknown"),
        (office("ppt/presentation.xml"), "unknown"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (b"PK\x03\x04" + bytes(40), "broken"),
        (b"%PDF-1.7 and no end", "broken"),
        (picture("JPEG")[:200], "broken"),
        (picture("PNG")[:100], "broken"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_none_of_these_or_damaged_is_refused(sent: bytes, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        rewritten(sent)
    assert refused.value.kind == kind


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = picture("PNG")
    monkeypatch.setattr(rewrite, "MOST_PIXELS", 799)
    monkeypatch.setattr(Image.Image, "load", _not_called)
    with pytest.raises(Refused, match="pixels"):
        rewritten(sent)


_not_called: Callable[..., None] = lambda *_: pytest.fail("unpacked")  # noqa: E731
