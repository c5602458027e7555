"""A CSV file of divisions, cell by cell: whatever can be said of one line alone."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from services.members.division.events import DivisionEntry

LEVELS = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}
COLUMNS = ("code", "name", "level", "parent")
COVERAGE, FROM, UNTIL, SUCCESSOR = "counts_in_coverage", "valid_from", "valid_until", "successor"
IF_WANTED = (COVERAGE, FROM, UNTIL, SUCCESSOR)


class DivisionsRefused(ValueError):
    """The file cannot be loaded; says in which line and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


@dataclass(frozen=True, slots=True)
class FileLine:
    """What the file makes of one division, and in which line it says so."""

    number: int
    entry: DivisionEntry


def read_lines(content: bytes, known: Mapping[str, DivisionEntry]) -> list[FileLine]:
    """Raises DivisionsRefused."""
    seen: dict[str, int] = {}
    lines = []
    for number, fields in _rows(_text_of(content)):
        entry = _entry(number, fields, known)
        if entry.code in seen:
            raise DivisionsRefused(number, f"code {entry.code} is already in line {seen[entry.code]}")
        seen[entry.code] = number
        lines.append(FileLine(number, entry))
    return lines


def without_known(content: bytes, known: Mapping[str, DivisionEntry]) -> bytes:
    """Of the file those lines alone that are not known and lie right below one that is in force."""
    header, *lines = csv.reader(io.StringIO(_text_of(content), newline=""))
    code, parent, kept = header.index("code"), header.index("parent"), io.StringIO(newline="")
    in_force = {one.code for one in known.values() if one.valid_until is None}
    wanted = (line for line in lines if line[parent] in in_force and line[code] not in known)
    csv.writer(kept).writerows([header, *wanted])
    return kept.getvalue().encode()


def _text_of(content: bytes) -> str:
    try:
        plain = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    except (OSError, EOFError, zlib.error) as error:
        raise DivisionsRefused(1, f"the gzip file is damaged: {error}") from error
    try:
        # Spreadsheets put a byte order mark in front.
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = plain.count(b"\n", 0, error.start) + 1
        raise DivisionsRefused(line, "the file is not UTF-8: save it as CSV UTF-8") from error


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    try:
        for fields in reader:
            if not header:
                header = _checked_header(fields)
            elif len(fields) != len(header):
                raise DivisionsRefused(reader.line_num, f"{len(fields)} fields instead of {len(header)}")
            else:
                yield reader.line_num, dict(zip(header, fields, strict=True))
    except csv.Error as error:
        raise DivisionsRefused(reader.line_num, f"not CSV: {error}") from error
    if not header:
        raise DivisionsRefused(1, "the file is empty")


def _checked_header(header: list[str]) -> list[str]:
    if sorted(set(header) - {*IF_WANTED}) != sorted(COLUMNS) or len(set(header)) != len(header):
        raise DivisionsRefused(
            1, f"the columns are {','.join(COLUMNS)} and, if wanted, {','.join(IF_WANTED)}; not {','.join(header)}"
        )
    return header


def _entry(line: int, fields: dict[str, str], known: Mapping[str, DivisionEntry]) -> DivisionEntry:
    code, name, level, parent = (fields[column] for column in COLUMNS)
    if level not in LEVELS:
        raise DivisionsRefused(line, f"level {level!r} is unknown: it is one of {' '.join(LEVELS)}")
    if not re.fullmatch(r"[0-9]+", code) or len(code) != LEVELS[level]:
        raise DivisionsRefused(line, f"code {code!r} is not the {LEVELS[level]} digits of a {level}")
    if not name.strip():
        raise DivisionsRefused(line, f"{code} has no name")
    _check_parent(line, code, level, parent)
    before = known.get(code)
    if before is None:
        entry = DivisionEntry(code, name, level, parent or None, counts_in_coverage=True)
    else:
        entry = replace(before, name=name, parent=parent or None, former_names=_former_names(before, name))
    return _dated(line, entry, fields) if len(fields) > len(COLUMNS) else entry


def _dated(line: int, entry: DivisionEntry, fields: dict[str, str]) -> DivisionEntry:
    """With what the columns say that the file has; the others leave what is known."""
    if COVERAGE in fields:
        entry = replace(entry, counts_in_coverage=_coverage(line, fields[COVERAGE]))
    if FROM in fields:
        entry = replace(entry, valid_from=_day(line, FROM, fields[FROM]))
    if UNTIL in fields:
        entry = replace(entry, valid_until=_day(line, UNTIL, fields[UNTIL]))
    if SUCCESSOR in fields:
        entry = replace(entry, successor=fields[SUCCESSOR] or None)
    return entry


def _former_names(before: DivisionEntry, name: str) -> tuple[str, ...]:
    if name == before.name:
        return before.former_names
    return tuple(one for one in dict.fromkeys((*before.former_names, before.name)) if one != name)


def _check_parent(line: int, code: str, level: str, parent: str) -> None:
    if level == "province":
        if parent:
            raise DivisionsRefused(line, f"{code} is a province and has the parent {parent!r}")
    elif len(parent) not in LEVELS.values() or parent == code or not code.startswith(parent):
        # What lies below a division is found by its prefix, so any other parent would put the record in two places.
        raise DivisionsRefused(line, f"code {code} does not begin with the code of its parent {parent!r}")
    elif level == "village" and len(parent) != LEVELS["township"]:
        raise DivisionsRefused(line, f"{code} is a village and its parent {parent!r} is no township")


def _coverage(line: int, word: str) -> bool:
    if word not in ("", "true", "false"):
        raise DivisionsRefused(line, f"{COVERAGE} is true or false, not {word!r}")
    return word != "false"


def _day(line: int, column: str, text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise DivisionsRefused(line, f"{column} is a day like 2026-05-31, not {text!r}") from error
