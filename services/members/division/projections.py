"""What can be read: each division of a load under its code. A later load of the same code replaces what is shown."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.division.events import Division, DivisionsLoaded
from services.members.division.state import DivisionLoad


@dataclass(frozen=True, slots=True)
class DivisionShown:
    code: str
    name: str
    level: str
    parent: str | None
    counts_in_coverage: bool
    source: str


@dataclass(frozen=True, slots=True)
class DivisionLoadShown:
    source: str
    divisions: int


def rows(event: DivisionsLoaded) -> list[tuple[str, ReadRow]]:
    return [(division.code, division_row(division, event.source)) for division in event.divisions]


def division_row(division: Division, source: str) -> ReadRow:
    return ReadRow(
        division=division.code,
        shown=DivisionShown(
            division.code, division.name, division.level, division.parent, division.counts_in_coverage, source
        ),
        audience="tokens",
        search=division.name,
    )


def row(load: DivisionLoad, load_id: str) -> ReadRow:
    return ReadRow(division="", shown=DivisionLoadShown(load.source, load.divisions), audience="tokens")
