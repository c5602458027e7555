"""From a CSV file of divisions (plain or gzip) to the events of its load. A file with one bad line loads nothing.

Columns: `code`, `name`, `level` (province, city, county, township or village), `parent` (empty for a province) and, if
wanted, `counts_in_coverage` (true or false; empty, true), `valid_from`, `valid_until` (the last day) and `successor`. What a
known division has in a column that the file leaves out stays as it is; what the file says as it is known makes no event.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from services.members.division.columns import LEVELS, FileLine, read_lines, without_known
from services.members.division.events import (
    Division,
    DivisionAmended,
    DivisionChange,
    DivisionEnded,
    DivisionEntry,
    DivisionEvent,
    DivisionMoved,
    DivisionRenamed,
    DivisionsLoaded,
)
from services.members.division.register import check

SHIPPED = Path(__file__).with_name("divisions-2023.csv.gz")
SHIPPED_SOURCE = "国家统计局 2023 (china-division 2.7.0)"
VILLAGES = Path(__file__).with_name("villages-62-2023.csv.gz")
VILLAGES_SOURCE = "国家统计局 2023 甘肃村（居）(china-division 2.7.0)"
# An event is one message between services and one entry of the ledger, which keeps longer ones apart.
MOST_BYTES = 40_000
NONE_KNOWN: Mapping[str, DivisionEntry] = {}


def load(
    content: bytes, load_id: str, source: str, known: Mapping[str, DivisionEntry] = NONE_KNOWN
) -> list[DivisionEvent]:
    """The events of one load: what is new, parents before what lies below them, then what is otherwise than known.

    Raises DivisionsRefused.
    """
    lines = read_lines(content, known)
    check(lines, known)
    new = [line.entry for line in lines if line.entry.code not in known]
    # Ends come last: whoever succeeds is known by then.
    changed = sorted(_changed(lines, known), key=lambda one: one[1].valid_until is not None)
    changes = [change for before, after in changed for change in _changes(load_id, source, before, after)]
    return [*_loaded(load_id, source, [plain(entry) for entry in new]), *changes]


def load_below(content: bytes, load_id: str, source: str, known: Mapping[str, DivisionEntry]) -> list[DivisionEvent]:
    """The same of those lines that are not known and whose parent is: the villages that ship, on a site that has only some townships."""
    return load(without_known(content, known), load_id, source, known)


def read(content: bytes, known: Mapping[str, DivisionEntry] = NONE_KNOWN) -> list[DivisionEntry]:
    """The divisions of the file, in its order, every one checked. Raises DivisionsRefused."""
    lines = read_lines(content, known)
    check(lines, known)
    return [line.entry for line in lines]


def plain(entry: DivisionEntry) -> Division:
    return Division(entry.code, entry.name, entry.level, entry.parent, entry.counts_in_coverage)


def _loaded(load_id: str, source: str, divisions: list[Division]) -> Iterator[DivisionsLoaded]:
    groups: dict[str, list[Division]] = {"": []}
    for division in divisions:
        county = division.code[: LEVELS["county"]] if len(division.code) >= LEVELS["county"] else ""
        groups.setdefault(county, []).append(division)
    for group in groups.values():
        for batch in batches(sorted(group, key=lambda division: len(division.code))):
            yield DivisionsLoaded(load_id, source, batch)


def _changed(
    lines: Iterable[FileLine], known: Mapping[str, DivisionEntry]
) -> Iterator[tuple[DivisionEntry, DivisionEntry]]:
    """What was and what is, of known ones and of new ones that have dates, which a load alone does not tell."""
    for line in lines:
        before, after = known.get(line.entry.code), line.entry
        if before is None and (after.valid_from or after.valid_until):
            yield _undated(after), after
        elif before is not None and before != after:
            yield before, after


def _undated(entry: DivisionEntry) -> DivisionEntry:
    return replace(entry, valid_from=None, valid_until=None, successor=None)


def _changes(load_id: str, source: str, before: DivisionEntry, after: DivisionEntry) -> Iterator[DivisionChange]:
    """One event for each thing that is otherwise, each with how the division read before it and reads after it."""
    now = before
    if after.name != now.name:
        now = replace(now, name=after.name, former_names=after.former_names)
        yield DivisionRenamed(load_id, source, before, now)
    if after.parent != now.parent:
        before, now = now, replace(now, parent=after.parent)
        yield DivisionMoved(load_id, source, before, now)
    ends = (after.valid_until, after.successor) != (now.valid_until, now.successor) and after.valid_until is not None
    amended = after if not ends else replace(after, valid_until=now.valid_until, successor=now.successor)
    if amended != now:
        before, now = now, amended
        yield DivisionAmended(load_id, source, before, now)
    if ends:
        yield DivisionEnded(load_id, source, now, after)


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
