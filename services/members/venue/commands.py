"""What can be asked about a venue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.members.venue.events import Brand

TIERS = ("hall", "committee", "station", "point")
"""厅、委、站、点: a platform lies below one of an earlier tier."""

KINDS = {
    "members_home": "委员之家",
    "liaison_station": "委员联络站",
    "people_platform": "众人协商平台",
    "work_station": "委员工作站",
    "reception_room": "委员会客厅",
    "sector_base": "界别活动阵地",
    "grassroots_platform": "基层协商平台",
    "consultation_room": "协商议事室",
    "other": "其他",
}


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """What was found of one of the six haves."""

    code: str
    met: bool
    evidence: str
    on: date


@dataclass(frozen=True, slots=True)
class CreateVenue:
    venue_id: str
    name: str
    division: str
    tier: str
    organisation: str | None = None
    status: str | None = None
    kind: str | None = None
    brand: Brand | None = None
    parent: str | None = None
    host: str | None = None
    opening_hours: str | None = None
    forms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class AmendVenue:
    venue_id: str
    name: str | None = None
    division: str | None = None
    tier: str | None = None
    organisation: str | None = None
    status: str | None = None
    kind: str | None = None
    brand: Brand | None = None
    parent: str | None = None
    host: str | None = None
    opening_hours: str | None = None
    forms: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class StartBuildingVenue:
    venue_id: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FinishBuildingVenue:
    venue_id: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AcceptVenue:
    venue_id: str
    items: Sequence[CheckedItem]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class UpgradeVenue:
    venue_id: str
    explanation: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SuspendVenue:
    venue_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenVenue:
    venue_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndVenue:
    venue_id: str
    reason: str
