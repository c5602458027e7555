"""From the rows of a sheet to the commands' bodies, and every cell that stands in the way, by row and column."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from marshmallow import Schema, ValidationError

from gateway.documents.resource import Column
from gateway.sheets.cells import Cell, SheetRow, letters, meant
from infra.kernel.contract.wire import Bool, Day, oversized

MOST_SHOWN = 200
A_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
TRUTH = {"true": True, "false": False}
# The record that a cell names, by collection and what is written there: its id, and what is wrong with it.
Find: TypeAlias = Callable[[str, str], "Meaning"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell stands for: the value on the wire."""

    value: str | bool
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class BadCell:
    """`column` is the spreadsheet's letter, None for a column that is not there."""

    row: int
    column: str | None
    field: str | None
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A body for each good row, by its number, and the bad cells of the others."""

    bodies: list[tuple[int, dict[str, Any]]]
    bad: list[BadCell]


def filled(rows: list[SheetRow], columns: tuple[Column, ...], schema: Schema, find: Find) -> Filled:
    """The first row has the headings, in any order."""
    headings, bad = _headings(rows[0], columns, schema)
    if bad:
        return Filled([], bad)
    bodies: list[tuple[int, dict[str, Any]]] = []
    for row in rows[1:]:
        body, wrong = _body(row, headings, schema, find)
        bad += wrong
        if not wrong:
            bodies.append((row.number, body))
    return Filled(bodies, bad)


def _headings(row: SheetRow, columns: tuple[Column, ...], schema: Schema) -> tuple[dict[int, Column], list[BadCell]]:
    called = {_alike(name): column for column in columns for name in (column.field, *column.headings)}
    found: dict[int, Column] = {}
    bad: list[BadCell] = []
    for place, cell in enumerate(row.cells):
        if not (text := meant(cell.text)) and not cell.wrong:
            continue
        column = called.get(_alike(text))
        if cell.wrong or column is None:
            there_are = "、".join(column.headings[0] for column in columns)
            bad.append(_bad(row, place, None, cell, f"没有此列；可用 there is no such column; there are: {there_are}"))
        elif column in found.values():
            bad.append(_bad(row, place, column, cell, "此列重复 is there twice"))
        else:
            found[place] = column
    for column in columns:
        if schema.fields[column.field].required and column not in found.values() and not bad:
            bad.append(
                BadCell(row.number, None, column.field, "", f"缺少此列 the column is missing: {column.headings[0]}")
            )
    return found, bad


def _alike(heading: str) -> str:
    """However it is typed: in full width, in capitals, with blanks or with the star of what must be given."""
    return "".join(unicodedata.normalize("NFKC", heading).casefold().split()).strip("*")


def _body(
    row: SheetRow, headings: dict[int, Column], schema: Schema, find: Find
) -> tuple[dict[str, Any], list[BadCell]]:
    body: dict[str, Any] = {}
    wrong: dict[str | None, str] = {}
    for place, cell in enumerate(row.cells):
        column, text = headings.get(place), meant(cell.text)
        if column is None:
            if text or cell.wrong:
                return {}, [_bad(row, place, None, cell, "此列没有标题 the column has no heading")]
        elif (day := _day(schema, column, cell)) is not None:
            body[column.field] = day
        elif cell.wrong:
            wrong[column.field] = cell.wrong
        elif text:
            found = _found(column, text, find, schema)
            body[column.field] = found.value
            if found.wrong:
                wrong[column.field] = found.wrong
    for field, said in _refused(schema, body).items():
        wrong.setdefault(field, said)
    places = {column.field: place for place, column in headings.items()}
    return body, [_at(row, places, field, said) for field, said in wrong.items()]


def _day(schema: Schema, column: Column, cell: Cell) -> str | None:
    """A day as it goes over the wire, however it is written; None of what is none, or is not asked for."""
    if not isinstance(schema.fields[column.field], Day):
        return None
    written = A_DAY.fullmatch(unicodedata.normalize("NFKC", meant(cell.text)))
    if cell.wrong or written is None:
        return cell.day
    year, month, day = written.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _found(column: Column, text: str, find: Find, schema: Schema) -> Meaning:
    if column.of is not None:
        return find(column.of, text)
    word = next((word for word, called in column.words.items() if called == text), text)
    return Meaning(TRUTH.get(word, word) if isinstance(schema.fields[column.field], Bool) else word)


def _refused(schema: Schema, body: dict[str, Any]) -> dict[str, str]:
    """What the command's own schema says of each field."""
    said = {field: texts[0] for field, texts in oversized(dict(body)).items()}
    try:
        schema.load(body)
    except ValidationError as error:
        messages: dict[str, Any] = error.messages_dict
        return {**{field: " ".join(map(str, texts)) for field, texts in messages.items()}, **said}
    return said


def _at(row: SheetRow, places: dict[str, int], field: str | None, said: str) -> BadCell:
    place = places.get(field) if field else None
    text = row.cells[place].text if place is not None and place < len(row.cells) else ""
    return BadCell(row.number, None if place is None else letters(place), field, text[:MOST_SHOWN], said)


def _bad(row: SheetRow, place: int, column: Column | None, cell: Cell, said: str) -> BadCell:
    return BadCell(row.number, letters(place), column.field if column else None, cell.text[:MOST_SHOWN], said)
