"""What can be asked of a standard for venues."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.venue_standard.events import StandardItem


@dataclass(frozen=True, slots=True)
class CreateVenueStandard:
    venue_standard_id: str
    division: str
    items: Sequence[StandardItem]


@dataclass(frozen=True, slots=True)
class AmendVenueStandard:
    venue_standard_id: str
    items: Sequence[StandardItem]
