"""Whether the register of divisions is whole with what a file says: parents, ends and who succeeds whom."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from services.members.division.columns import DivisionsRefused, FileLine
from services.members.division.events import DivisionEntry


def check(lines: Iterable[FileLine], known: Mapping[str, DivisionEntry]) -> None:
    """Raises DivisionsRefused, with the line that would make it untrue."""
    said = {line.entry.code: line for line in lines}

    def find(code: str) -> DivisionEntry | None:
        return said[code].entry if code in said else known.get(code)

    for line in said.values():
        if line.entry.valid_until or line.entry.successor:
            _dates_in_order(line)
        _lies_below(line, find)
        if line.entry.successor is not None:
            _succeeded(line.number, line.entry, find)
    for one in known.values():
        if one.successor in said and one.code not in said:
            _succeeded(said[one.successor].number, one, find)
    if any(line.entry.valid_until for line in said.values()):
        _nothing_is_left_below(said, known)


def _dates_in_order(line: FileLine) -> None:
    entry = line.entry
    if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
        raise DivisionsRefused(line.number, f"valid_until {entry.valid_until} is before valid_from {entry.valid_from}")
    if entry.valid_until and entry.successor is None:
        raise DivisionsRefused(
            line.number, f"valid_until {entry.valid_until} without a successor: say which division follows it"
        )
    if entry.successor and entry.valid_until is None:
        raise DivisionsRefused(line.number, f"successor {entry.successor} without valid_until: say its last day")


def _lies_below(line: FileLine, find: Callable[[str], DivisionEntry | None]) -> None:
    entry = line.entry
    if entry.parent is None:
        return
    parent = find(entry.parent)
    if parent is None:
        raise DivisionsRefused(line.number, f"parent {entry.parent} is neither in this file nor loaded")
    if parent.valid_until and not _ends_by(entry, parent.valid_until):
        raise DivisionsRefused(
            line.number, f"parent {parent.code} ends on {parent.valid_until}, and {entry.code} does not"
        )


def _succeeded(line: int, ended: DivisionEntry, find: Callable[[str], DivisionEntry | None]) -> None:
    """By a division of its level that is there on the day after. So there is no circle: each ends later than the one before."""
    successor = find(str(ended.successor))
    assert ended.valid_until is not None
    if successor is None:
        raise DivisionsRefused(line, f"successor {ended.successor} is neither in this file nor loaded")
    if successor.level != ended.level:
        raise DivisionsRefused(
            line, f"successor {successor.code} is a {successor.level}, and {ended.code} a {ended.level}"
        )
    if _ends_by(successor, ended.valid_until):
        raise DivisionsRefused(
            line, f"successor {successor.code} has itself ended when {ended.code} ends on {ended.valid_until}"
        )
    if successor.valid_from and successor.valid_from > ended.valid_until + timedelta(days=1):
        raise DivisionsRefused(
            line,
            f"successor {successor.code} begins on {successor.valid_from}, after {ended.code} ended on {ended.valid_until}",
        )


def _nothing_is_left_below(said: Mapping[str, FileLine], known: Mapping[str, DivisionEntry]) -> None:
    for one in known.values():
        above = said.get(one.parent or "")
        last = above.entry.valid_until if above else None
        if above and last and one.code not in said and not _ends_by(one, last):
            raise DivisionsRefused(
                above.number,
                f"valid_until {last}: {one.code} {one.name} lies below {above.entry.code} and does not end; "
                "end it in this file too, with its successor",
            )


def _ends_by(entry: DivisionEntry, day: date) -> bool:
    return entry.valid_until is not None and entry.valid_until <= day
