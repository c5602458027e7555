"""What an official document says, whatever it is written as: its parts after GB/T 9704-2012, and a poster's.

PDF and DOCX are both made of this, so no document is written twice. Documents are in Chinese whoever reads them, and only text:
nothing in a text is markup to either writer.
"""

from enum import StrEnum

import msgspec


class Layout(StrEnum):
    """How GB/T 9704 sets a document out.

    DOCUMENT  the usual one: red name of the issuing body, number, red line (7.2)
    LETTER    信函格式: red name near the top edge, double red lines above and below, no number on page one (10.1)
    MINUTES   纪要格式: as the usual one; who was present stands after the text (10.3)
    FORM      a form to fill in and sign: a title, and no red at all
    """

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"
    FORM = "form"


class Passage(msgspec.Struct, frozen=True, tag="passage"):
    """A paragraph. `role`: "body" indented by two, "heading" in 黑体, "flush" not indented."""

    text: str
    role: str = "body"


class Labelled(msgspec.Struct, frozen=True, tag="labelled"):
    """`出席：` in 黑体, and what it names, whose further lines stand below its first."""

    label: str
    text: str


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """A table. `widths` are parts of the whole; `tall` leaves room to write in each row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    tall: bool = False


class FactSheet(msgspec.Struct, frozen=True, tag="facts"):
    """Label and value, row by row."""

    rows: tuple[tuple[str, str], ...]


class ScanCode(msgspec.Struct, frozen=True, tag="code"):
    """A QR code of an address, and what it is for."""

    address: str
    caption: str
    millimetres: int = 30


Part = Passage | Labelled | Grid | FactSheet | ScanCode


class OfficialDocument(msgspec.Struct, frozen=True, tag="document"):
    """One document. What is empty is left out.

    mast         发文机关标志, red
    number       发文字号
    addressee    主送机关
    signature    发文机关署名
    day          成文日期, 2026年7月22日
    attachments  附件说明, one after the other
    copies       版记: label and whom ("抄送", "报送")
    issued       版记: who printed it, and when
    """

    layout: Layout
    title: str
    parts: tuple[Part, ...]
    mast: str = ""
    number: str = ""
    addressee: str = ""
    signature: str = ""
    day: str = ""
    attachments: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    issued: tuple[str, str] | None = None


class Poster(msgspec.Struct, frozen=True, tag="poster"):
    """一页 A3，贴在墙上. `site` is what the address is in words that can be typed."""

    place: str
    headline: str
    address: str
    steps: tuple[str, ...]
    site: str
    note: str = ""


Paper = OfficialDocument | Poster
