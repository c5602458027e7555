"""What can have happened to a standard by which venues are accepted (六有标准)."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StandardItem:
    """One of the six things that a venue is to have."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class VenueStandardCreated:
    """A standard came into force in its division and below; an empty division is the whole country."""

    venue_standard_id: str
    division: str
    items: tuple[StandardItem, ...]


@dataclass(frozen=True, slots=True)
class VenueStandardAmended:
    """New items are in force; what was accepted stays as it was accepted."""

    venue_standard_id: str
    items: tuple[StandardItem, ...]


VenueStandardEvent: TypeAlias = VenueStandardCreated | VenueStandardAmended
