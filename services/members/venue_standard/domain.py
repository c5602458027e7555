"""What is allowed with a standard for venues, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.rules import DivisionMustExist
from services.members.venue_rules import StandardHasSixDifferentItems
from services.members.venue_standard.commands import AmendVenueStandard, CreateVenueStandard
from services.members.venue_standard.events import (
    StandardItem,
    VenueStandardAmended,
    VenueStandardCreated,
    VenueStandardEvent,
)
from services.members.venue_standard.state import VenueStandard

SIX = 6


@dataclass(frozen=True, slots=True)
class Facts:
    division_known: bool = True


def create_standard(_: None, command: CreateVenueStandard, facts: Facts) -> list[VenueStandardEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    return [VenueStandardCreated(command.venue_standard_id, command.division, six(command.items))]


def amend_standard(_: VenueStandard, command: AmendVenueStandard, facts: Facts) -> list[VenueStandardEvent]:
    return [VenueStandardAmended(command.venue_standard_id, six(command.items))]


def six(items: Sequence[StandardItem]) -> tuple[StandardItem, ...]:
    if len(items) != SIX or len({item.code for item in items}) != SIX:
        raise StandardHasSixDifferentItems
    return tuple(items)
