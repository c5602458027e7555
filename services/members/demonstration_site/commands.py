"""What can be asked of a demonstration site."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NameDemonstrationSite:
    demonstration_site_id: str
    division: str
    organisation: str
    name: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class EndDemonstrationSite:
    demonstration_site_id: str
    reason: str
