"""What can have happened to a venue."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class VenueCreated:
    """A consultation room, reception room, station or point is known from now on."""

    venue_id: str
    name: str
    division: str
    organisation: str | None
    tier: str
    status: str | None


@dataclass(frozen=True, slots=True)
class VenueAmended:
    """How the venue reads from now on, the unchanged fields included."""

    venue_id: str
    name: str
    division: str
    organisation: str | None
    tier: str
    status: str | None


@dataclass(frozen=True, slots=True)
class VenueEnded:
    """The venue is no longer used."""

    venue_id: str
    reason: str


VenueEvent: TypeAlias = VenueCreated | VenueAmended | VenueEnded
