"""From a CSV file of divisions (plain or gzip) to the events of its load. A file with one bad line loads nothing.

Columns: `code`, `name`, `level` (province, city, county, township or village), `parent` (empty for a province) and, if
wanted, `counts_in_coverage` (true or false; left out or empty, true).
"""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import asdict
from pathlib import Path

from services.members.division.events import Division, DivisionsLoaded

SHIPPED = Path(__file__).with_name("divisions-2023.csv.gz")
SHIPPED_SOURCE = "国家统计局 2023 (china-division 2.7.0)"
VILLAGES = Path(__file__).with_name("villages-62-2023.csv.gz")
VILLAGES_SOURCE = "国家统计局 2023 甘肃村（居）(china-division 2.7.0)"
LEVELS = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}
COLUMNS = ("code", "name", "level", "parent")
COVERAGE = "counts_in_coverage"
# An event is one message between services and one entry of the ledger, which keeps longer ones apart.
MOST_BYTES = 40_000


class DivisionsRefused(ValueError):
    """The file cannot be loaded; says in which line and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


def load(content: bytes, load_id: str, source: str, known: Collection[str] = ()) -> list[DivisionsLoaded]:
    """The events of one load, parents before what lies below them. `known` are the codes of earlier loads.

    Raises DivisionsRefused.
    """
    divisions = read(content, known)
    top = [division for division in divisions if len(division.code) < LEVELS["county"]]
    by_county: dict[str, list[Division]] = {}
    for division in divisions:
        if len(division.code) >= LEVELS["county"]:
            by_county.setdefault(division.code[: LEVELS["county"]], []).append(division)
    groups = [top, *by_county.values()]
    return [
        DivisionsLoaded(load_id, source, batch)
        for group in groups
        for batch in batches(sorted(group, key=lambda division: len(division.code)))
    ]


def load_below(content: bytes, load_id: str, source: str, known: Collection[str]) -> list[DivisionsLoaded]:
    """The same of those lines whose parent is known: the villages that ship, on a site that has only some townships."""
    header, *lines = csv.reader(io.StringIO(text_of(content), newline=""))
    parent, kept = header.index("parent"), io.StringIO(newline="")
    csv.writer(kept).writerows([header, *(line for line in lines if line[parent] in known)])
    return load(kept.getvalue().encode(), load_id, source, known)


def read(content: bytes, known: Collection[str] = ()) -> list[Division]:
    """The divisions of the file, in its order, every one checked. Raises DivisionsRefused."""
    lines: dict[str, int] = {}
    divisions = []
    for line, fields in rows(text_of(content)):
        division = division_of(line, fields)
        if division.code in lines:
            raise DivisionsRefused(line, f"code {division.code} is already in line {lines[division.code]}")
        lines[division.code] = line
        divisions.append(division)
    for division in divisions:
        if division.parent is not None and division.parent not in lines and division.parent not in known:
            raise DivisionsRefused(lines[division.code], f"parent {division.parent} is neither in this file nor loaded")
    return divisions


def text_of(content: bytes) -> str:
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


def rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    try:
        for fields in reader:
            if not header:
                header = checked_header(fields)
            elif len(fields) != len(header):
                raise DivisionsRefused(reader.line_num, f"{len(fields)} fields instead of {len(header)}")
            else:
                yield reader.line_num, dict(zip(header, fields, strict=True))
    except csv.Error as error:
        raise DivisionsRefused(reader.line_num, f"not CSV: {error}") from error
    if not header:
        raise DivisionsRefused(1, "the file is empty")


def checked_header(header: list[str]) -> list[str]:
    if sorted(set(header) - {COVERAGE}) != sorted(COLUMNS) or len(set(header)) != len(header):
        raise DivisionsRefused(
            1, f"the columns are {','.join(COLUMNS)} and, if wanted, {COVERAGE}; not {','.join(header)}"
        )
    return header


def division_of(line: int, fields: dict[str, str]) -> Division:
    code, name, level, parent = (fields[column] for column in COLUMNS)
    if level not in LEVELS:
        raise DivisionsRefused(line, f"level {level!r} is unknown: it is one of {' '.join(LEVELS)}")
    if not re.fullmatch(r"[0-9]+", code) or len(code) != LEVELS[level]:
        raise DivisionsRefused(line, f"code {code!r} is not the {LEVELS[level]} digits of a {level}")
    if not name.strip():
        raise DivisionsRefused(line, f"{code} has no name")
    check_parent(line, code, level, parent)
    return Division(code, name, level, parent or None, coverage_of(line, fields.get(COVERAGE, "")))


def check_parent(line: int, code: str, level: str, parent: str) -> None:
    if level == "province":
        if parent:
            raise DivisionsRefused(line, f"{code} is a province and has the parent {parent!r}")
    elif len(parent) not in LEVELS.values() or parent == code or not code.startswith(parent):
        # What lies below a division is found by its prefix, so any other parent would put the record in two places.
        raise DivisionsRefused(line, f"code {code} does not begin with the code of its parent {parent!r}")
    elif level == "village" and len(parent) != LEVELS["township"]:
        raise DivisionsRefused(line, f"{code} is a village and its parent {parent!r} is no township")


def coverage_of(line: int, word: str) -> bool:
    if word not in ("", "true", "false"):
        raise DivisionsRefused(line, f"{COVERAGE} is true or false, not {word!r}")
    return word != "false"


def batches(divisions: list[Division]) -> Iterator[tuple[Division, ...]]:
    """The divisions in as few batches as keep an event's payload under the limit."""
    batch: list[Division] = []
    size = 0
    for division in divisions:
        # 1 for the comma; 1,000 bytes are left for the load's id and source.
        more = len(json.dumps(asdict(division), ensure_ascii=False, separators=(",", ":")).encode()) + 1
        if batch and size + more > MOST_BYTES - 1_000:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(division)
        size += more
    if batch:
        yield tuple(batch)
