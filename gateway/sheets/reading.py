"""Which kind of sheet a file is, by its content alone, and its rows."""

from gateway.sheets.cells import SheetRow, not_too_many, unreadable
from gateway.sheets.csv_text import rows_of_csv
from gateway.sheets.xlsx import BEGINNING, rows_of_xlsx

# Files of other kinds that people take for sheets, and what to do about it.
OTHERS = {
    b"\xd0\xcf\x11\xe0": "是旧版 XLS 或加密文件，请另存为 XLSX 或 CSV is an old or a locked workbook; save it as XLSX or CSV",
    b"%PDF": "是 PDF，请用 XLSX 或 CSV is a PDF; bring XLSX or CSV",
    b"\xff\xfe": "是 UTF-16 文字，请另存为 UTF-8 CSV is in UTF-16; save it as CSV in UTF-8",
    b"\xfe\xff": "是 UTF-16 文字，请另存为 UTF-8 CSV is in UTF-16; save it as CSV in UTF-8",
}


def rows_of(content: bytes) -> list[SheetRow]:
    """Raises Invalid."""
    for beginning, said in OTHERS.items():
        if content.startswith(beginning):
            raise unreadable(said)
    rows = rows_of_xlsx(content) if content.startswith(BEGINNING) else rows_of_csv(content)
    not_too_many(rows)
    if not rows:
        raise unreadable("表是空的 the sheet is empty")
    return rows
