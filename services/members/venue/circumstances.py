"""The circumstances of a command: where a venue stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import organisation_around
from services.members.venue.commands import AcceptVenue, AmendVenue, CreateVenue
from services.members.venue.domain import Facts, SeenVenue, StandardInForce, Surroundings
from services.members.venue.state import State, Venue
from services.members.venue_standard.state import SeenStandard, standard_in_force


def place(venue: Venue, venue_id: str) -> Place:
    return Place(division=venue.division, council=venue.organisation)


def place_of_new(lookups: Lookups, venue: None, command: CreateVenue) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, venue: Venue | None, command: object) -> Facts:
    match command:
        case CreateVenue() | AmendVenue():
            return Facts(surroundings(lookups, venue, command))
        case AcceptVenue():
            assert venue is not None
            return Facts(
                entered_on=day_in_china(lookups.recorded_at),
                happened_on=day_in_china(lookups.now),
                standard=standard_of(lookups, venue.division),
            )
        case _:
            return Facts(entered_on=day_in_china(lookups.recorded_at), happened_on=day_in_china(lookups.now))


def surroundings(lookups: Lookups, venue: Venue | None, command: CreateVenue | AmendVenue) -> Surroundings:
    above = command.parent or (venue.parent if venue and command.tier else None)
    here = command.division or (venue.division if venue else "")
    return Surroundings(
        division_known(lookups, command.division),
        organisation_around(lookups, "organisation", command.organisation, here),
        organisation_around(lookups, "host", command.host, here),
        organisation_around(lookups, "brand", command.brand.owner if command.brand else None, here),
        lookups.pinned(SeenVenue, "venues", above) if above else None,
        line_above(lookups, above),
        below(lookups, command.venue_id) if venue and command.tier else (),
    )


def line_above(lookups: Lookups, parent: str | None) -> tuple[str, ...]:
    line: list[str] = []
    while parent is not None and parent not in line:
        line.append(parent)
        above = lookups.one(SeenVenue, "venues", parent)
        parent = above.parent if above else None
    return tuple(line)


def below(lookups: Lookups, venue_id: str) -> tuple[SeenVenue, ...]:
    everywhere = lookups.shown(SeenVenue, "venues")
    return tuple(one for one in everywhere if one.parent == venue_id and one.state != State.ENDED)


def standard_of(lookups: Lookups, division: str) -> StandardInForce | None:
    """That of the nearest division at or above the venue's."""
    own = standard_in_force(lookups.shown(SeenStandard, "venue-standards"), division)
    return StandardInForce(own.id, own.edition, own.items) if own else None
