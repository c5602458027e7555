"""Who may do what with a venue, from which state."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.known import division_known, organisation_active
from services.members.rules import RuleBroken
from services.members.venue.commands import AmendVenue, CreateVenue, EndVenue
from services.members.venue.domain import LABELS, Facts, Venue, amend_venue, create_venue, end_venue, evolve
from services.members.venue.events import VenueAmended, VenueCreated, VenueEnded
from services.members.venue.projections import row
from services.members.venue.schemas import Amend, Create, End


def place(venue: Venue, venue_id: str) -> Place:
    return Place(division=venue.division, council=venue.organisation)


def place_of_new(reader: Reader, venue: None, command: CreateVenue) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(reader: Reader, venue: Venue | None, command: CreateVenue | AmendVenue | EndVenue) -> Facts:
    if isinstance(command, EndVenue):
        return Facts()
    return Facts(division_known(reader, command.division), organisation_active(reader, command.organisation))


VENUE = Lifecycle(
    name="venue",
    collection="venues",
    label="协商议事室",
    id_field="venue_id",
    events=(EventType(VenueCreated), EventType(VenueAmended), EventType(VenueEnded)),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("create", CreateVenue, create_venue, Create, by=("ADM",)),
    transitions=(
        Transition("amend", AmendVenue, amend_venue, Amend, by=("ADM",), from_states=("active",)),
        Transition("end", EndVenue, end_venue, End, by=("ADM",), from_states=("active",)),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
)
