"""What is allowed with venues, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from services.members.booking.events import BookingCancelled, BookingEvent
from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from services.members.venue import events as happened
from services.members.venue.commands import (
    TIERS,
    AcceptVenue,
    AmendVenue,
    CheckedItem,
    CreateVenue,
    EndVenue,
    FinishBuildingVenue,
    StartBuildingVenue,
    SuspendVenue,
    UpgradeVenue,
)
from services.members.venue.events import AcceptedItem, VenueAmended, VenueCreated, VenueEvent
from services.members.venue.state import LABELS, State, Venue
from services.members.venue_rules import (
    AllSixMustBeMet,
    BrandOwnerMustBeActive,
    EachItemOfTheStandardOnce,
    HostMustBeActive,
    ParentVenueMustBeInUse,
    ParentVenueMustBeOfAHigherTier,
    ParentVenueMustNotLieBelow,
    StandardMustBeInForce,
    StepMustNotLieAhead,
    StepMustNotPrecedeTheOneBefore,
    VenuesBelowMustStayOfALowerTier,
)
from services.members.venue_standard.events import StandardItem

FIRST_STATES: tuple[tuple[Literal["planned", "building", "built"], State], ...] = (
    ("planned", State.PLANNED),
    ("building", State.BUILDING),
    ("built", State.BUILT),
)


@dataclass(frozen=True, slots=True)
class SeenVenue:
    """Another platform, as it is shown."""

    id: str
    state: str
    tier: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class StandardInForce:
    """The six haves by which a venue is accepted."""

    id: str
    edition: int
    items: tuple[StandardItem, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a venue names. `line_above` is its parent and everything above that, nearest first; `below` what names it."""

    division_known: bool = True
    organisation_active: bool = True
    host_active: bool = True
    owner_active: bool = True
    parent: SeenVenue | None = None
    line_above: tuple[str, ...] = ()
    below: tuple[SeenVenue, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """`happened_on` is the day that is meant where none is named; days are those of China."""

    around: Surroundings = field(default_factory=Surroundings)
    entered_on: date = date.max
    happened_on: date = date.max
    standard: StandardInForce | None = None


def create_venue(_: None, command: CreateVenue, facts: Facts) -> list[VenueEvent]:
    created = VenueCreated(
        command.venue_id,
        command.name,
        command.division,
        command.organisation,
        command.tier,
        command.status,
        first_state(command.status),
        command.kind,
        command.brand,
        command.parent,
        command.host,
        command.opening_hours,
        tuple(dict.fromkeys(command.forms)),
    )
    check_surroundings(facts.around)
    check_tree(created, command.parent, facts.around)
    return [created]


def first_state(status: str | None) -> Literal["active", "planned", "building", "built"]:
    """The state that a status of the same word names, in English or Chinese; of others nobody said how it was built."""
    return next((word for word, state in FIRST_STATES if status in (word, LABELS[state])), "active")


def amend_venue(venue: Venue, command: AmendVenue, facts: Facts) -> list[VenueEvent]:
    amended = VenueAmended(
        command.venue_id,
        command.name or venue.name,
        command.division or venue.division,
        command.organisation or venue.organisation,
        command.tier or venue.tier,
        command.status or venue.status,
        command.kind or venue.kind,
        command.brand or venue.brand,
        command.parent or venue.parent,
        command.host or venue.host,
        command.opening_hours or venue.opening_hours,
        venue.forms if command.forms is None else tuple(dict.fromkeys(command.forms)),
    )
    check_surroundings(facts.around)
    if command.parent or command.tier:
        check_tree(amended, command.parent, facts.around)
    return [amended]


def check_surroundings(around: Surroundings) -> None:
    if not around.division_known:
        raise DivisionMustExist
    if not around.organisation_active:
        raise OrganisationMustBeActive
    if not around.host_active:
        raise HostMustBeActive
    if not around.owner_active:
        raise BrandOwnerMustBeActive


def check_tree(venue: VenueCreated | VenueAmended, named: str | None, around: Surroundings) -> None:
    """厅-委-站-点: what lies below is of a later tier, so that there is no circle."""
    if named is not None and (around.parent is None or around.parent.state == State.ENDED):
        raise ParentVenueMustBeInUse
    if venue.venue_id in around.line_above:
        raise ParentVenueMustNotLieBelow
    if around.parent is not None and TIERS.index(around.parent.tier) >= TIERS.index(venue.tier):
        raise ParentVenueMustBeOfAHigherTier(around.parent.tier)
    if any(TIERS.index(one.tier) <= TIERS.index(venue.tier) for one in around.below):
        raise VenuesBelowMustStayOfALowerTier


def start_building(venue: Venue, command: StartBuildingVenue, facts: Facts) -> list[VenueEvent]:
    return [happened.VenueBuildingStarted(command.venue_id, day_of_step(venue, command.on, facts))]


def finish_building(venue: Venue, command: FinishBuildingVenue, facts: Facts) -> list[VenueEvent]:
    return [happened.VenueBuilt(command.venue_id, day_of_step(venue, command.on, facts))]


def accept_venue(venue: Venue, command: AcceptVenue, facts: Facts) -> list[VenueEvent]:
    standard = facts.standard
    if standard is None:
        raise StandardMustBeInForce
    on = day_of_step(venue, command.on, facts)
    items = all_six(command.items, standard.items, facts.entered_on)
    return [happened.VenueAccepted(command.venue_id, on, standard.id, standard.edition, items)]


def upgrade_venue(venue: Venue, command: UpgradeVenue, facts: Facts) -> list[VenueEvent]:
    return [happened.VenueUpgraded(command.venue_id, day_of_step(venue, command.on, facts), command.explanation)]


def suspend_venue(venue: Venue, command: SuspendVenue, facts: Facts) -> list[VenueEvent | BookingEvent]:
    return [happened.VenueSuspended(command.venue_id, command.reason), *cancelled(venue, command.reason)]


def end_venue(venue: Venue, command: EndVenue, facts: Facts) -> list[VenueEvent | BookingEvent]:
    return [happened.VenueEnded(command.venue_id, command.reason), *cancelled(venue, command.reason)]


def cancelled(venue: Venue, reason: str) -> list[BookingCancelled]:
    """Nobody meets in a venue that is not used: what was booked is cancelled with it."""
    return [BookingCancelled(venue.venue_id, one.booking_id, reason) for one in venue.booked]


def day_of_step(venue: Venue, named: date | None, facts: Facts) -> date:
    day = named or facts.happened_on
    if day > facts.entered_on:
        raise StepMustNotLieAhead(day.isoformat())
    if day < venue.last_step_on:
        raise StepMustNotPrecedeTheOneBefore(venue.last_step_on.isoformat())
    return day


def all_six(
    checked: Sequence[CheckedItem], wanted: Sequence[StandardItem], entered_on: date
) -> tuple[AcceptedItem, ...]:
    """In the order of the standard, under the names that it gives them."""
    if sorted(one.code for one in checked) != sorted(item.code for item in wanted):
        raise EachItemOfTheStandardOnce(" ".join(f"{item.code} {item.label}" for item in wanted))
    found = {one.code: one for one in checked}
    if unmet := [item.label for item in wanted if not found[item.code].met]:
        raise AllSixMustBeMet("、".join(unmet))
    if ahead := [one.on.isoformat() for one in checked if one.on > entered_on]:
        raise StepMustNotLieAhead(ahead[0])
    return tuple(AcceptedItem(item.code, item.label, found[item.code].evidence, found[item.code].on) for item in wanted)
