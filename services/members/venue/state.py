"""What is known of a venue, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.venue.events import VenueAmended, VenueCreated, VenueEnded, VenueEvent


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Venue:
    venue_id: str
    state: State
    name: str
    division: str
    organisation: str | None
    tier: str
    status: str | None


def evolve(venue: Venue | None, event: VenueEvent) -> Venue:
    match event:
        case VenueCreated():
            return Venue(
                event.venue_id,
                State.ACTIVE,
                event.name,
                event.division,
                event.organisation,
                event.tier,
                event.status,
            )
        case VenueAmended():
            assert venue is not None
            return replace(
                venue,
                name=event.name,
                division=event.division,
                organisation=event.organisation,
                tier=event.tier,
                status=event.status,
            )
        case VenueEnded():
            assert venue is not None
            return replace(venue, state=State.ENDED)
        case _:
            assert_never(event)
