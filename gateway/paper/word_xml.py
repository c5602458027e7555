"""Paragraphs, tables and pictures of a document as WordprocessingML, after GB/T 9704-2012.

The office's own fonts are named (仿宋_GB2312, 方正小标宋简体, 黑体): where they are not installed, whatever opens the file takes
the next of its table of fonts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

BODY, TITLE, HEI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
NEXT = {BODY: "仿宋", TITLE: "宋体", HEI: "SimHei", SONG: "SimSun"}
RED = "D60000"
TWIPS = 1440 / 25.4  # a millimetre
LINE = round(225 * TWIPS / 22)  # 每面 22 行
SIZE, PITCH = 32, 156 * TWIPS / 28  # 三号, in half points; 每行 28 字
CLOSER = round(PITCH - SIZE * 10)
"""So much less than its own width is each character's place: 28 of 16 points would be 158 mm wide."""
WIDTH = round(156 * TWIPS)
THICK, THIN = 8, 6  # eighths of a point: 1 pt is 0.35 mm


def run(text: str, font: str = BODY, size: int = SIZE, colour: str = "", closer: int | None = None) -> str:
    """Text in one font; `size` in half points."""
    closer = (CLOSER if size == SIZE else 0) if closer is None else closer
    look = (
        f"<w:rFonts w:ascii={quoteattr(font)} w:eastAsia={quoteattr(font)} w:hAnsi={quoteattr(font)} w:cs={quoteattr(font)}/>"
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:spacing w:val="{closer}"/>' if closer else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def paragraph(
    *runs: str,
    align: str = "both",
    indent: str = "",
    line: int = LINE,
    before: int = 0,
    border: str = "",
    keep: bool = False,
) -> str:
    """`indent` is the content of w:ind; `border` of w:pBdr; `keep` on the page of the next one."""
    look = (
        ("<w:keepNext/><w:keepLines/>" if keep else "")
        + (f"<w:pBdr>{border}</w:pBdr>" if border else "")
        + '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        + f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        + (f"<w:ind {indent}/>" if indent else "")
        + f'<w:jc w:val="{align}"/>'
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def first_line(characters: int = 2) -> str:
    return f'w:firstLine="{round(characters * PITCH)}"'


def left(characters: float, hanging: float = 0) -> str:
    return f'w:left="{round(characters * PITCH)}" w:hanging="{round(hanging * PITCH)}"'


def right(characters: float) -> str:
    return f'w:right="{round(characters * PITCH)}"'


def edge(side: str, weight: int, colour: str = "000000", away: int = 1, kind: str = "single") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{weight}" w:space="{away}" w:color="{colour}"/>'


@dataclass(frozen=True)
class TableLook:
    """`size` of the text in half points; `between` its lines and `around` them, in twips."""

    size: int
    between: int
    around: int


DENSE, TALL, FACTS = TableLook(24, 120, 40), TableLook(24, 120, 120), TableLook(28, 160, 100)


def table(rows: Iterable[Sequence[str]], widths: Sequence[int], look: TableLook, heads: Sequence[str] = ()) -> str:
    """With its heads again on each page; without heads its first column is what the others are of."""
    columns = [round(WIDTH * width / sum(widths)) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in columns)
    edges = "".join(edge(side, 4, away=0) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    properties = (
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{look.around}" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        f'<w:bottom w:w="{look.around}" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    )
    head = [_cell(one, width, HEI, look, "center") for one, width in zip(heads, columns, strict=False)]
    body = "".join(_row(_cells(row, columns, look, bool(heads))) for row in rows)
    first = _row(head, "<w:tblHeader/>") if heads else ""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{first}{body}</w:tbl>"


def _cells(row: Sequence[str], columns: Sequence[int], look: TableLook, headed: bool) -> list[str]:
    return [
        _cell(text, width, BODY if at or headed else HEI, look, "left" if at or headed else "center")
        for at, (text, width) in enumerate(zip(row, columns, strict=True))
    ]


def _cell(text: str, width: int, font: str, look: TableLook, align: str) -> str:
    inside = paragraph(run(text, font, look.size), align=align, line=look.size * 10 + look.between)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def _row(cells: Sequence[str], head: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def page_number() -> str:
    """— 1 —, in 四号宋体."""
    look = f'<w:rPr><w:rFonts w:ascii="{SONG}" w:eastAsia="{SONG}" w:hAnsi="{SONG}"/><w:sz w:val="28"/></w:rPr>'
    parts = (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve">PAGE</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
    return "".join(f"<w:r>{look}{part}</w:r>" for part in parts)
