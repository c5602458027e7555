"""What can be read: each division of a load under its code. A later load of the same code replaces what is shown."""

from dataclasses import dataclass

from infra.kernel.lifecycle import Row
from services.members.division.domain import DivisionLoad
from services.members.division.events import Division, DivisionsLoaded


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


def rows(event: DivisionsLoaded) -> list[tuple[str, Row]]:
    return [(division.code, division_row(division, event.source)) for division in event.divisions]


def division_row(division: Division, source: str) -> Row:
    return Row(
        division=division.code,
        shown=DivisionShown(
            division.code, division.name, division.level, division.parent, division.counts_in_coverage, source
        ),
        audience="tokens",
        search=division.name,
    )


def row(load: DivisionLoad, load_id: str) -> Row:
    return Row(division="", shown=DivisionLoadShown(load.source, load.divisions), audience="tokens")
