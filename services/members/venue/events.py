"""What can have happened to a venue or platform (议事室、厅-委-站-点)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Brand:
    """The name under which a platform is known, whose it is, and how it came about."""

    name: str
    owner: str | None
    story: str | None


@dataclass(frozen=True, slots=True)
class AcceptedItem:
    """One of the six haves (六有), met: by what it was seen, and when."""

    code: str
    label: str
    evidence: str
    on: date


@dataclass(frozen=True, slots=True)
class VenueCreated:
    """A consultation room, reception room, station or point is known from now on, built or not."""

    venue_id: str
    name: str
    division: str
    organisation: str | None
    tier: str
    status: str | None
    begins: Literal["active", "planned", "building", "built"] = "active"
    kind: str | None = None
    brand: Brand | None = None
    parent: str | None = None
    host: str | None = None
    opening_hours: str | None = None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VenueAmended:
    """How the venue reads from now on, the unchanged fields included."""

    venue_id: str
    name: str
    division: str
    organisation: str | None
    tier: str
    status: str | None
    kind: str | None = None
    brand: Brand | None = None
    parent: str | None = None
    host: str | None = None
    opening_hours: str | None = None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VenueBuildingStarted:
    """What was planned is being built (在建)."""

    venue_id: str
    on: date


@dataclass(frozen=True, slots=True)
class VenueBuilt:
    """It stands and can be used (建成)."""

    venue_id: str
    on: date


@dataclass(frozen=True, slots=True)
class VenueAccepted:
    """All six haves of the standard were met (六有达标)."""

    venue_id: str
    on: date
    standard: str
    edition: int
    items: tuple[AcceptedItem, ...]


@dataclass(frozen=True, slots=True)
class VenueUpgraded:
    """What was accepted was brought to a higher standard (提标升级)."""

    venue_id: str
    on: date
    explanation: str


@dataclass(frozen=True, slots=True)
class VenueSuspended:
    """It is not used for a while (停用)."""

    venue_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class VenueReopened:
    """It is used again, and stands where it stood before it was suspended."""

    venue_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class VenueEnded:
    """The venue is no longer used."""

    venue_id: str
    reason: str


VenueEvent: TypeAlias = (
    VenueCreated
    | VenueAmended
    | VenueBuildingStarted
    | VenueBuilt
    | VenueAccepted
    | VenueUpgraded
    | VenueSuspended
    | VenueReopened
    | VenueEnded
)
