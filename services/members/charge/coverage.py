"""Who has charge of what: divisions that nobody has charge of, those that several have, and where a leader has been."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

VISITED = ("done", "verified")


@dataclass(frozen=True, slots=True)
class CountedCharge:
    state: str
    division: str
    leader: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class CountedVisit:
    """A contact duty, whether it was done or not."""

    state: str
    division: str
    leader: str
    quarter: str


@dataclass(frozen=True, slots=True)
class Overlap:
    division: str
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaderCharged:
    """`charges` are those of today, `visits` and `missed` those of the period."""

    leader: str
    charges: int
    visits: int
    missed: int


@dataclass(frozen=True, slots=True)
class ChargeCoverage:
    units: int
    charged: int
    gaps: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    leaders: tuple[LeaderCharged, ...]
    period: str
    visits: int
    visited: int
    not_visited: tuple[str, ...]


def coverage_of_charges(
    units: Sequence[str], charges: Sequence[CountedCharge], duties: Sequence[CountedVisit], today: date, period: str
) -> ChargeCoverage:
    """Of a unit itself, not of what lies in it; a visit to a village counts for its township as well."""
    leaders = leaders_of(units, charges, today)
    counted = [one for one in duties if one.quarter.startswith(period)]
    visits = [one for one in counted if one.state in VISITED]
    visited = {unit for unit in units if any(one.division.startswith(unit) for one in visits)}
    return ChargeCoverage(
        len(units),
        len(leaders),
        tuple(unit for unit in units if unit not in leaders),
        tuple(Overlap(unit, tuple(sorted(held))) for unit, held in sorted(leaders.items()) if len(held) > 1),
        charged(leaders, counted),
        period,
        len(visits),
        len(visited),
        tuple(unit for unit in units if unit not in visited),
    )


def leaders_of(units: Sequence[str], charges: Sequence[CountedCharge], today: date) -> dict[str, set[str]]:
    """Who has charge today of each unit of which somebody has."""
    wanted, found = set(units), defaultdict[str, set[str]](set)
    for one in charges:
        if one.division in wanted and one.state == "active" and one.starts <= today <= (one.ends or date.max):
            found[one.division].add(one.leader)
    return dict(found)


def charged(leaders: dict[str, set[str]], duties: Sequence[CountedVisit]) -> tuple[LeaderCharged, ...]:
    charges = Counter(leader for held in leaders.values() for leader in held)
    visits = Counter(one.leader for one in duties if one.state in VISITED)
    missed = Counter(one.leader for one in duties if one.state == "missed")
    everybody = sorted({*charges, *visits, *missed})
    return tuple(LeaderCharged(one, charges[one], visits[one], missed[one]) for one in everybody)
