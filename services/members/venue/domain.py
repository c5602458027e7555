"""What is allowed with venues, and what changes."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from services.members.venue.commands import AmendVenue, CreateVenue, EndVenue
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


@dataclass(frozen=True, slots=True)
class Facts:
    division_known: bool = True
    organisation_active: bool = True


def create_venue(_: None, command: CreateVenue, facts: Facts) -> list[VenueEvent]:
    check_surroundings(facts)
    return [
        VenueCreated(
            command.venue_id, command.name, command.division, command.organisation, command.tier, command.status
        )
    ]


def amend_venue(venue: Venue, command: AmendVenue, facts: Facts) -> list[VenueEvent]:
    check_surroundings(facts)
    return [
        VenueAmended(
            command.venue_id,
            command.name or venue.name,
            command.division or venue.division,
            command.organisation or venue.organisation,
            command.tier or venue.tier,
            command.status or venue.status,
        )
    ]


def end_venue(venue: Venue, command: EndVenue, facts: Facts) -> list[VenueEvent]:
    return [VenueEnded(command.venue_id, command.reason)]


def check_surroundings(facts: Facts) -> None:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.organisation_active:
        raise OrganisationMustBeActive


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
