"""CSV as spreadsheets write it: UTF-8 with or without its mark, or what Chinese Windows writes, GBK or GB18030."""

import csv
import io
from collections.abc import Iterable

from gateway.sheets.cells import MOST_COLUMNS, MOST_ROWS, Cell, SheetRow, harmless, unreadable

ENCODINGS = ("utf-8-sig", "gb18030")
MARK = "\ufeff"


def rows_of_csv(content: bytes) -> list[SheetRow]:
    """Raises Invalid."""
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    rows: list[SheetRow] = []
    try:
        for number, texts in enumerate(reader, 1):
            if any(text.strip() for text in texts):
                rows.append(SheetRow(number, tuple(Cell(text) for text in texts[:MOST_COLUMNS])))
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise unreadable(
            f"第 {reader.line_num} 行不是有效的 CSV line {reader.line_num} is not valid CSV: {error}"
        ) from error
    return rows


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable("文字编码须为 UTF-8 或 GBK/GB18030 the text must be in UTF-8 or GBK/GB18030")


def csv_of(rows: Iterable[list[str]]) -> bytes:
    """For spreadsheets: with the mark by which they know UTF-8; no cell begins like a formula."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([harmless(text) for text in row] for row in rows)
    return (MARK + written.getvalue()).encode()
