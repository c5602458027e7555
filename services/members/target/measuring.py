"""How many of what a target wants are there: counted from the registers, or as it was last reported."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.members.venue.state import USABLE


@dataclass(frozen=True, slots=True)
class CountedVenue:
    state: str
    division: str
    organisation: str | None
    host: str | None
    accepted_on: date | None


@dataclass(frozen=True, slots=True)
class CountedBody:
    state: str
    division: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted and where; `units` are those of which something is expected, `per_unit` whether it is set by units."""

    counted: str
    division: str
    organisation: str
    number: int
    hosted: bool
    per_unit: bool
    units: tuple[str, ...]
    reported: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Of units: how many have enough. `missing` are those that have not."""

    wanted: int
    reached: int
    missing: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        return self.reached >= self.wanted


def measure(wanted: Wanted, places: Mapping[str, int]) -> Measured:
    """`places` says how many that count there are in each division."""
    if wanted.counted == "reports":
        return Measured(wanted.number, wanted.reported)
    if not wanted.per_unit:
        return Measured(wanted.number, _within(wanted.division, places))
    missing = tuple(unit for unit in wanted.units if _within(unit, places) < wanted.number)
    return Measured(len(wanted.units), len(wanted.units) - len(missing), missing)


def _within(division: str, places: Mapping[str, int]) -> int:
    return sum(number for place, number in places.items() if place.startswith(division))


def counted_places(wanted: Wanted, venues: Sequence[CountedVenue], bodies: Sequence[CountedBody]) -> list[str]:
    """The division of each that counts."""
    if wanted.counted == "stations":
        return [
            one.division
            for one in bodies
            if one.kind == "station" and one.state == "active" and is_own(wanted, one.parent, None)
        ]
    return [
        one.division for one in venues if counts(one, wanted.counted) and is_own(wanted, one.host, one.organisation)
    ]


def counts(venue: CountedVenue, counted: str) -> bool:
    """Accepted is one that was, and still is in use."""
    return venue.state in USABLE and (counted == "venues" or venue.accepted_on is not None)


def is_own(wanted: Wanted, host: str | None, organisation: str | None) -> bool:
    return not wanted.hosted or wanted.organisation in (host, organisation)


def latest(reported: Sequence[tuple[date, int]]) -> int:
    """Of several reports the one of the latest day counts, of one day the one that was entered last."""
    last_day = max((on for on, _number in reported), default=None)
    *_earlier, number = (0, *(number for on, number in reported if on == last_day))
    return number


@dataclass(frozen=True, slots=True)
class CountedReport:
    on: date
    number: int


@dataclass(frozen=True, slots=True)
class CountedExclusion:
    unit: str


@dataclass(frozen=True, slots=True)
class CountedTarget:
    """A target, as its standing is counted from what is shown of it."""

    id: str
    state: str
    division: str
    organisation: str
    text: str
    counted: str
    number: int
    units: tuple[str, ...]
    hosted: bool
    due: date
    excluded: tuple[CountedExclusion, ...]
    reported: tuple[CountedReport, ...]


@dataclass(frozen=True, slots=True)
class TargetStanding:
    """How far a target is today."""

    target: str
    organisation: str
    text: str
    due: date
    wanted: int
    reached: int
    missing: tuple[str, ...]
    met: bool


def standing_of(target: CountedTarget, venues: Sequence[CountedVenue], bodies: Sequence[CountedBody]) -> TargetStanding:
    left_out = {one.unit for one in target.excluded}
    wanted = Wanted(
        target.counted,
        target.division,
        target.organisation,
        target.number,
        target.hosted,
        bool(target.units),
        tuple(unit for unit in target.units if unit not in left_out),
        latest([(one.on, one.number) for one in target.reported]),
    )
    found = measure(wanted, Counter(counted_places(wanted, venues, bodies)))
    told = (target.id, target.organisation, target.text, target.due)
    return TargetStanding(*told, found.wanted, found.reached, found.missing, found.met)
