"""What can have happened to a pair (结对): a school, hospital, town or other body here and its partner elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

KindOfPair: TypeAlias = Literal["school", "hospital", "town", "village", "enterprise", "household", "committee"]
Direction: TypeAlias = Literal["here", "there"]


@dataclass(frozen=True, slots=True)
class PairMade:
    """`ours` and `partner` are what each is called, `partner_place` where the partner is."""

    pair_id: str
    division: str
    kind: KindOfPair
    ours: str
    partner: str
    partner_place: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class PairActivityHeld:
    """They did something together on that day."""

    pair_id: str
    entry: str
    text: str
    on: date
    persons: int | None


@dataclass(frozen=True, slots=True)
class PlacementMade:
    """Persons of one side work or learn at the other (驻岗、跟岗): `direction` says whether they come here or go there."""

    pair_id: str
    entry: str
    direction: Direction
    text: str
    persons: int
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class PairEntryStruck:
    """An activity or placement was a mistake and counts no longer."""

    pair_id: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairEnded:
    pair_id: str
    reason: str


PairEvent: TypeAlias = PairMade | PairActivityHeld | PlacementMade | PairEntryStruck | PairEnded
