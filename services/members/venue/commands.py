"""What can be asked about a venue."""

from dataclasses import dataclass

TIERS = ("hall", "committee", "station", "point")


@dataclass(frozen=True, slots=True)
class CreateVenue:
    venue_id: str
    name: str
    division: str
    tier: str
    organisation: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class AmendVenue:
    venue_id: str
    name: str | None = None
    division: str | None = None
    tier: str | None = None
    organisation: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class EndVenue:
    venue_id: str
    reason: str
