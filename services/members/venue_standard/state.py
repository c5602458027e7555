"""What is known of a standard for venues, folded from its events, and which one is in force."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.venue_standard.events import (
    StandardItem,
    VenueStandardAmended,
    VenueStandardCreated,
    VenueStandardEvent,
)


class State(StrEnum):
    IN_FORCE = "in_force"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
}


@dataclass(frozen=True, slots=True)
class VenueStandard:
    """`edition` counts from 1; a venue notes the edition that it was accepted by."""

    venue_standard_id: str
    state: State
    division: str
    items: tuple[StandardItem, ...]
    edition: int


def evolve(standard: VenueStandard | None, event: VenueStandardEvent) -> VenueStandard:
    match event:
        case VenueStandardCreated():
            return VenueStandard(event.venue_standard_id, State.IN_FORCE, event.division, event.items, edition=1)
        case VenueStandardAmended():
            assert standard is not None
            return replace(standard, items=event.items, edition=standard.edition + 1)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenStandard:
    """A standard, as it is shown."""

    id: str
    division: str
    edition: int
    items: tuple[StandardItem, ...]


def standard_in_force(standards: list[SeenStandard], division: str) -> SeenStandard | None:
    """The newest of the nearest division at or above this one."""
    around = [known for known in standards if division.startswith(known.division)]
    return max(around, key=lambda known: (len(known.division), known.id), default=None)
