"""What can have happened to a demonstration site (示范点)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class DemonstrationSiteNamed:
    """`text` says what it shows; `organisation` looks after it (挂钩)."""

    demonstration_site_id: str
    division: str
    organisation: str
    name: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class DemonstrationSiteEnded:
    demonstration_site_id: str
    reason: str


DemonstrationSiteEvent: TypeAlias = DemonstrationSiteNamed | DemonstrationSiteEnded
