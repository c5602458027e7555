"""What can be read of a pair."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.pair.events import Direction, KindOfPair
from services.members.pair.state import Pair


@dataclass(frozen=True, slots=True)
class PairActivityShown:
    entry: str
    text: str
    on: date
    persons: int


@dataclass(frozen=True, slots=True)
class PlacementShown:
    entry: str
    direction: Direction
    text: str
    persons: int
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class PairShown:
    kind: KindOfPair
    ours: str
    partner: str
    partner_place: str
    starts: date
    ends: date | None
    activities: tuple[PairActivityShown, ...]
    placements: tuple[PlacementShown, ...]
    reason: str | None


def row(one: Pair, pair_id: str) -> ReadRow:
    told = one.told
    return ReadRow(
        division=told.division,
        shown=PairShown(
            told.kind,
            told.ours,
            told.partner,
            told.partner_place,
            told.starts,
            told.ends,
            tuple(PairActivityShown(it.entry, it.text, it.on, it.persons or 0) for it in one.activities),
            tuple(
                PlacementShown(it.entry, it.direction, it.text, it.persons, it.starts, it.ends) for it in one.placements
            ),
            one.reason,
        ),
        audience="offices" if told.kind == "household" else "tokens",
        search=told.ours if told.kind == "household" else " ".join((told.ours, told.partner, told.partner_place)),
    )
