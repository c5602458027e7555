"""What can be asked of a pair."""

from dataclasses import dataclass
from datetime import date

from services.members.pair.events import Direction, KindOfPair


@dataclass(frozen=True, slots=True)
class MakePair:
    pair_id: str
    division: str
    kind: KindOfPair
    ours: str
    partner: str
    partner_place: str
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class HoldPairActivity:
    pair_id: str
    entry: str
    text: str
    on: date | None = None
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class MakePlacement:
    pair_id: str
    entry: str
    direction: Direction
    text: str
    persons: int
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class StrikePairEntry:
    pair_id: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndPair:
    pair_id: str
    reason: str
