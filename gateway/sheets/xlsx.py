"""XLSX: the first sheet of a workbook, read without running or trusting anything in it."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.escape import unescape

from gateway.sheets.cells import MOST_COLUMNS, MOST_ROWS, Cell, SheetRow, unreadable
from infra.kernel.base.problems import Invalid

BEGINNING = b"PK\x03\x04"
MOST_PARTS = 1000
MOST_UNPACKED = 40 * 1024 * 1024
MOST_DIGITS = 15
MOST_CHARACTERS = 32767
PIECE = 64 * 1024
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,20})"')
# XML 1.0 cannot hold them, not even written as references.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A workbook writes a character that XML cannot hold by its number: `_x000B_`. What only looks so has its underscore written so.
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
DATE = "是日期格式，请将单元格设为文本后重填 is a date; make the cell a text and write it again"
BROKEN = "不是完好的 XLSX 文件 the file is not a whole XLSX workbook"


def rows_of_xlsx(content: bytes) -> list[SheetRow]:
    """Raises Invalid."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _not_too_large(archive)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _rows(book, archive)
    except Invalid:
        raise
    except Exception as error:
        # A stranger's file can be broken in every way, and openpyxl says so with whatever exception it meets.
        raise unreadable(BROKEN) from error


def _not_too_large(archive: zipfile.ZipFile) -> None:
    """By what the archive says of itself: zipfile reads no more of a part than that."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        most = MOST_UNPACKED // 1024 // 1024
        raise unreadable(f"解压后不得超过 {most} MB unpacked, the file may have {most} MB")
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable("文件加了密码 the file is locked with a password")


def _rows(book: Any, archive: zipfile.ZipFile) -> list[SheetRow]:
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size need not be so
    with archive.open(sheet._worksheet_path) as part:
        if merged := _merged(part):
            raise unreadable(f"{merged} 是合并单元格，请先取消合并 {merged} are merged cells; take them apart first")
    rows: list[SheetRow] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        found = [_cell(cell) for cell in cells]
        while found and not found[-1].wrong and not found[-1].text.strip():
            found.pop()
        if found:
            rows.append(SheetRow(number, tuple(found)))
        if len(rows) > MOST_ROWS + 1:
            break
    return rows


def _merged(part: IO[bytes]) -> str | None:
    before = b""
    while piece := part.read(PIECE):
        if found := _MERGED.search(before + piece):
            return found[1].decode()
        before = piece[-200:]
    return None


def _cell(cell: Any) -> Cell:
    value = cell.value
    match value:
        case None:
            return Cell("")
        case _ if cell.data_type == "f":
            return Cell(str(value), "是公式，请改为值 is a formula; put its value there")
        case _ if cell.data_type == "e":
            return Cell(str(value), "是出错的单元格 is the error of a formula")
        case bool():
            return Cell(str(value).upper(), "是逻辑值，请写成文字 is a truth value; write a text")
        case datetime() | date() | time() | timedelta():
            return Cell(str(value), DATE, _day(value))
        case int() | float():
            return _number(value)
    return Cell(unescape(str(value)))


def _day(value: datetime | date | time | timedelta) -> str | None:
    """A spreadsheet keeps a date as midnight of that day."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else None
    return value.isoformat() if isinstance(value, date) else None


def _number(value: float) -> Cell:
    """A code or telephone number that was typed as a number; a spreadsheet keeps only so many digits of one."""
    text = str(int(value)) if float(value).is_integer() else repr(value)
    if len(text.lstrip("-")) > MOST_DIGITS:
        return Cell(text, "数字过长已失真，请设为文本后重填 has lost digits; make the cell a text and write it again")
    return Cell(text)


def xlsx_of(rows: Iterable[list[str]]) -> bytes:
    """Every cell is a text, whatever it begins with. Raises Invalid for a text that a cell cannot hold."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(_as_texts(sheet, row)))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _as_texts(sheet: Any, row: list[str]) -> Iterator[Any]:
    for text in row:
        if len(text) > MOST_CHARACTERS:
            raise Invalid("有文字超出单元格所能容纳，请导出 CSV a text is too long for a cell; take it away as CSV")
        cell = WriteOnlyCell(sheet, _LIKE_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("\ufffd", text)))
        cell.data_type = "s"
        yield cell
