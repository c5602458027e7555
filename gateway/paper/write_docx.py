"""Writes a document as DOCX with python-docx: a program of its own, with little time and memory.

JSON comes on standard input; on standard output goes a line of JSON, as of the other program, and then the file.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import docx
import msgspec
import segno
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm, Pt

from gateway.paper import word_xml as xml
from gateway.paper.official import FactSheet, Grid, Labelled, Layout, OfficialDocument, Part, Passage, ScanCode
from gateway.paper.texts import clean

SECONDS, MEMORY = 20, 2 << 30
MAST_ABOVE = round(35 * xml.TWIPS)
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26, "footer_distance": 24}
Piece = str | ScanCode
FEW = 4 * 28


def written(said: Any) -> bytes:
    document = msgspec.convert(clean(said), OfficialDocument)
    word = docx.Document()
    _page(word, document.layout)
    _name_fonts(word)
    body = word.element.body
    for piece in _pieces(document):
        if isinstance(piece, ScanCode):
            _draw(word, piece)
        else:
            body.insert(len(body) - 1, _element(piece))
    word.core_properties.title, word.core_properties.author = document.title, document.signature or document.mast
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _element(piece: str) -> Any:
    return parse_xml(piece.replace(">", f" {nsdecls('w')}>", 1))


def _page(word: Document, layout: Layout) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in MARGINS.items():
        setattr(section, name, Mm(millimetres))
    word.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = layout is Layout.LETTER
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        number = xml.paragraph(xml.page_number(), align=align, indent='w:left="280" w:right="280"', line=360)
        old = footer.paragraphs[0]._p
        old.getparent().replace(old, _element(number))
    if layout is Layout.LETTER:
        _letter_lines(section)


def _letter_lines(section: Section) -> None:
    """文武线, in the footer of the first page: 170 mm wide, 20 mm above the bottom edge."""
    wide = round(7 * xml.TWIPS)
    line = xml.paragraph(
        border=xml.edge("top", 18, xml.RED, kind="thinThickSmallGap"),
        indent=f'w:left="-{wide}" w:right="-{wide}"',
        line=20,
    )
    old = section.first_page_footer.paragraphs[0]._p
    old.getparent().replace(old, _element(line))


def _name_fonts(word: Document) -> None:
    """Into the table of fonts, each with the one that is next to it; and the styles' own font, for what is typed in later."""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = xml.BODY, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), xml.BODY)
    part = next(one for one in word.part.package.iter_parts() if str(one.partname) == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in xml.NEXT.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _pieces(document: OfficialDocument) -> Iterator[Piece]:
    yield from _head(document)
    before = xml.LINE if document.mast else 0
    title = xml.run(document.title, xml.TITLE, 44)
    yield xml.paragraph(title, align="center", line=round(xml.LINE * 1.15), before=before)
    yield xml.paragraph()
    if document.addressee:
        yield xml.paragraph(xml.run(f"{document.addressee}："))
    for part in document.parts[:-1]:
        yield from _part(part)
    for part in document.parts[-1:]:
        yield from _part(part, keep=bool(document.signature or document.day))
    yield from _tail(document)


def _head(document: OfficialDocument) -> Iterator[Piece]:
    if not document.mast:
        return
    letter = document.layout is Layout.LETTER
    most, wide = (26, 150) if letter else (42, 156)
    points = max(15, min(most, wide / 25.4 * 72 / len(document.mast)))
    above = 0 if letter else MAST_ABOVE
    mast = xml.run(document.mast, xml.TITLE, int(points * 2), xml.RED)
    yield xml.paragraph(mast, align="center", line=round(points * 22), before=above)
    number = [xml.run(document.number)] if document.number else []
    if letter:
        wide = round(7 * xml.TWIPS)
        line = xml.edge("top", 18, xml.RED, kind="thickThinSmallGap")
        yield xml.paragraph(border=line, indent=f'w:left="-{wide}" w:right="-{wide}"', line=120)
        yield xml.paragraph(*number, align="right")
    else:
        line = xml.edge("bottom", xml.THICK, xml.RED, away=11)
        yield xml.paragraph(*number, align="center", before=2 * xml.LINE if number else 0, border=line)


def _part(part: Part, keep: bool = False) -> Iterator[Piece]:
    """`keep` on the page of what comes after: whatever is signed has words above the signature."""
    match part:
        case Passage(text=text, role="heading"):
            yield xml.paragraph(xml.run(text, xml.HEI), indent=xml.first_line(), keep=True)
        case Passage(text=text, role="flush"):
            yield xml.paragraph(xml.run(text))
        case Passage(text=text):
            yield xml.paragraph(xml.run(text), indent=xml.first_line(), keep=keep and len(text) <= FEW)
        case Labelled(label=label, text=text):
            hanging = len(label) + 1
            named = (xml.run(f"{label}：", xml.HEI), xml.run(text))
            yield xml.paragraph(*named, indent=xml.left(2 + hanging, hanging))
        case Grid(heads=heads, rows=rows, widths=widths, tall=tall):
            yield xml.table(rows, widths, xml.TALL if tall else xml.DENSE, heads)
            yield xml.paragraph(line=120)
        case FactSheet(rows=rows):
            yield xml.table(rows, (7, 24), xml.FACTS)
            yield xml.paragraph(line=120)
        case ScanCode():
            yield part
            yield xml.paragraph(line=120)


def _draw(word: Document, code: ScanCode) -> None:
    """The code, and beside it what it is for: two cells without edges."""
    drawn = io.BytesIO()
    segno.make(code.address, micro=False, error="m").save(drawn, kind="png", scale=8, border=4)
    drawn.seek(0)
    beside = word.add_table(1, 2)
    beside.autofit = False
    for cell, column, millimetres in zip(
        beside.rows[0].cells, beside.columns, (code.millimetres + 5, 151 - code.millimetres), strict=True
    ):
        cell.width = column.width = Mm(millimetres)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    picture, caption = beside.rows[0].cells
    picture.paragraphs[0].add_run().add_picture(drawn, width=Mm(code.millimetres))
    lines = xml.paragraph(xml.run(code.caption, size=28), align="left", line=480)
    old = caption.paragraphs[0]._p
    old.getparent().replace(old, _element(lines))


def _tail(document: OfficialDocument) -> Iterator[Piece]:
    for number, name in enumerate(document.attachments, 1):
        before = "附件：" if number == 1 else "　　　"
        text = f"{number}. {name}" if len(document.attachments) > 1 else name
        yield xml.paragraph(xml.run(before + text), indent=xml.left(5, 3), before=xml.LINE if number == 1 else 0)
    signed = [one for one in (document.signature, document.day) if one]
    longest = max(map(len, signed), default=0)
    for number, one in enumerate(signed):
        # Each in the middle of the other, the longer one four characters from the right.
        away = 4 + (longest - len(one)) / 2
        yield xml.paragraph(
            xml.run(one),
            align="right",
            indent=xml.right(away),
            before=0 if number else xml.LINE,
            keep=number + 1 < len(signed),
        )
    yield from _imprint(document)


def _imprint(document: OfficialDocument) -> Iterator[Piece]:
    """版记: between lines, which a letter has not."""
    rows = [f"{label}：{whom}。" for label, whom in document.copies]
    if document.issued is not None:
        rows.append(f"{document.issued[0]}　　{document.issued[1]}印发")
    for number, row in enumerate(rows):
        first, last = number == 0, number == len(rows) - 1
        border = xml.edge("top", xml.THICK if first else xml.THIN) + (xml.edge("bottom", xml.THICK) if last else "")
        yield xml.paragraph(
            xml.run(row, size=28),
            indent='w:left="280" w:right="280"',
            line=500,
            before=2 * xml.LINE if first else 0,
            border="" if document.layout is Layout.LETTER else border,
            keep=not last,
        )


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    file = written(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps({"missing": []}).encode() + b"\n" + file)


if __name__ == "__main__":
    main()
