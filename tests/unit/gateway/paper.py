"""A PDF as whoever looks at it finds it: its pages, its text and where that stands, its fonts, its codes."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

POINTS = 72 / 25.4
"""In a millimetre."""
NUMBER = re.compile("—[0-9]+—")
A4, A3 = (210, 297), (297, 420)


@dataclass(frozen=True)
class TextBox:
    """In millimetres from the left and the upper edge of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class PrintedPdf:
    def __init__(self, content: bytes) -> None:
        assert content.startswith(b"%PDF-")
        self._document = pypdfium2.PdfDocument(content)
        self.pages: list[Any] = list(self._document)

    @property
    def sizes(self) -> set[tuple[int, int]]:
        return {(round(page.get_width() / POINTS), round(page.get_height() / POINTS)) for page in self.pages}

    @property
    def text(self) -> str:
        """All of it, in order, without the ends of its lines and the numbers of its pages."""
        whole = "".join(page.get_textpage().get_text_range() for page in self.pages)
        running = "".join(one for one in whole if not one.isspace() and one not in "\u200b\ufffe")
        return NUMBER.sub("", running)

    def boxes(self, page: int = 0) -> list[TextBox]:
        """Of every character that is seen."""
        text, height = self.pages[page].get_textpage(), self.pages[page].get_height()
        found = ((chr(pdfium.FPDFText_GetUnicode(text, at)), text.get_charbox(at)) for at in range(text.count_chars()))
        return [
            TextBox(said, left / POINTS, (height - top) / POINTS, right / POINTS, (height - bottom) / POINTS)
            for said, (left, bottom, right, top) in found
            if said.strip() and said != "\u200b"
        ]

    def fonts(self) -> dict[str, bool]:
        """By name, whether it is in the file."""
        return {_name(font): pdfium.FPDFFont_GetIsEmbedded(font) == 1 for page in self.pages for font in _fonts(page)}

    def codes(self, page: int = 0) -> list[str]:
        """What a camera reads on it."""
        return [one.text for one in zxingcpp.read_barcodes(self.pages[page].render(scale=2).to_pil())]


def _fonts(page: Any) -> Iterator[Any]:
    for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        yield pdfium.FPDFTextObj_GetFont(one)


def _name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode()
