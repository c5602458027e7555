"""What can be read: each division of a load under its code. A later load of the same code replaces what is shown."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.division.events import Division, DivisionEntry, DivisionEvent, DivisionsLoaded
from services.members.division.state import DivisionLoad


@dataclass(frozen=True, slots=True)
class DivisionShown:
    code: str
    name: str
    level: str
    parent: str | None
    counts_in_coverage: bool
    source: str
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionLoadShown:
    source: str
    divisions: int


def entry_of(division: Division) -> DivisionEntry:
    return DivisionEntry(division.code, division.name, division.level, division.parent, division.counts_in_coverage)


def rows(event: DivisionEvent) -> list[tuple[str, ReadRow]]:
    if isinstance(event, DivisionsLoaded):
        return [(division.code, division_row(entry_of(division), event.source)) for division in event.divisions]
    return [(event.after.code, division_row(event.after, event.source))]


def division_row(division: DivisionEntry, source: str) -> ReadRow:
    shown = DivisionShown(
        division.code,
        division.name,
        division.level,
        division.parent,
        division.counts_in_coverage,
        source,
        division.valid_from,
        division.valid_until,
        division.successor,
        division.former_names,
    )
    return ReadRow(division=division.code, shown=shown, audience="tokens", search=division.name)


def row(load: DivisionLoad, load_id: str) -> ReadRow:
    return ReadRow(division="", shown=DivisionLoadShown(load.source, load.divisions), audience="tokens")
