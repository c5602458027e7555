"""Which stations suit a member (住所就近、工作方便、发挥优势), the best first, and why. What nobody said counts for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

DIGITS_OF_LEVELS = (2, 4, 6, 9, 12)
FIELD_POINTS = 2


@dataclass(frozen=True, slots=True)
class SeekingMember:
    """Where he lives and works, as far as that was said, and what he is good at: his sector is part of it."""

    residence: str | None
    workplace: str | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """`members` are posted there already."""

    id: str
    name: str
    division: str
    fields: tuple[str, ...]
    members: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """How near in levels that both lie in (2 the same prefecture, 3 county, 4 township, 5 village), and which fields fit.

    `principle` is the one that speaks most for it, None when none does.
    """

    organisation: str
    name: str
    division: str
    score: int
    residence: int
    convenience: int
    expertise: tuple[str, ...]
    principle: str | None
    members: int


def ranked(member: SeekingMember, stations: Sequence[Station]) -> list[Candidate]:
    """The best first; of equal ones that with fewer members, then by id, so that the order is always the same."""
    candidates = [candidate(member, station) for station in stations]
    return sorted(candidates, key=lambda one: (-one.score, one.members, one.organisation))


def candidate(member: SeekingMember, station: Station) -> Candidate:
    residence, convenience = shared(member.residence, station.division), shared(member.workplace, station.division)
    fitting = tuple(field for field in station.fields if field in member.fields)
    points = {"residence": residence, "convenience": convenience, "expertise": FIELD_POINTS * len(fitting)}
    best = max(points, key=lambda name: points[name])
    return Candidate(
        station.id,
        station.name,
        station.division,
        sum(points.values()),
        residence,
        convenience,
        fitting,
        best if points[best] else None,
        station.members,
    )


def shared(division: str | None, other: str) -> int:
    """How many levels two divisions share, the province counting as one: the deeper, the nearer."""
    if division is None:
        return 0
    return sum(
        len(division) >= digits and len(other) >= digits and division[:digits] == other[:digits]
        for digits in DIGITS_OF_LEVELS
    )


@dataclass(frozen=True, slots=True)
class SeenOfAProfile:
    """A profile, as the ranking reads it."""

    person: str | None
    organisation: str | None
    residence: str | None
    workplace: str | None
    expertise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyToBePostedTo:
    id: str
    name: str
    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class PostedTo:
    member: str
    organisation: str


def seeking_of(sector: str, profile: SeenOfAProfile | None) -> SeekingMember:
    """His sector (教育界) counts as what he is good at, also without its last character."""
    own = (sector, sector.removesuffix("界"))
    if profile is None:
        return SeekingMember(None, None, own)
    return SeekingMember(profile.residence, profile.workplace, (*own, *profile.expertise))


def station_of(body: BodyToBePostedTo, profiles: Sequence[SeenOfAProfile], posted: Sequence[PostedTo]) -> Station:
    needs = next((one.expertise for one in profiles if one.organisation == body.id), ())
    members = sum(one.organisation == body.id for one in posted)
    return Station(body.id, body.name, body.division, needs, members)
