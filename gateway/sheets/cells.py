"""What a sheet is made of, whichever kind of file it came in."""

from dataclasses import dataclass
from typing import Any

from infra.kernel.base.problems import Invalid

MOST_ROWS = 2000
MOST_COLUMNS = 50
# What a spreadsheet takes for the beginning of a formula, also in the full width that Chinese input methods type.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Cell:
    """Its text; `wrong` says why what the file holds there is none. `day` is the date that it holds, where it is one."""

    text: str
    wrong: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not empty, by its number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]


def unreadable(why: str) -> Invalid:
    return Invalid(why, errors={"file": [why]})


def not_too_many(rows: list[SheetRow]) -> None:
    """Raises Invalid. The first row holds the headings."""
    if len(rows) > MOST_ROWS + 1:
        raise unreadable(f"一份表至多 {MOST_ROWS} 行，请分开导入 a sheet may have {MOST_ROWS} rows; bring it in parts")


def letters(column: int) -> str:
    """What a spreadsheet calls that column, counted from 0: A … Z, AA …"""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would run is shown with an apostrophe before it, which makes it text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def meant(text: str) -> str:
    """A cell's text without the blanks around it, and without the apostrophe that only kept it from being run."""
    bare = text.strip()
    return bare[1:] if bare.startswith("'") and bare[1:].startswith(FORMULA) else bare
