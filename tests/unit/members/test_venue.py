"""The rules of venues."""

import pytest

from infra.kernel.testing import given
from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from services.members.venue.commands import TIERS, AmendVenue, CreateVenue, EndVenue
from services.members.venue.domain import Facts
from services.members.venue.events import VenueAmended, VenueCreated, VenueEnded
from services.members.venue.lifecycle import VENUE
from services.members.venue.schemas import COMMANDS

ROOM = VenueCreated("room", "沙河镇协商议事室", "620723101", "town", "committee", "building")


def test_a_venue_is_created_as_told() -> None:
    create = CreateVenue("room", "沙河镇协商议事室", "620723101", "committee", "town", "building")
    given(VENUE).when(create, Facts()).then(ROOM)


def test_its_division_must_exist() -> None:
    create = CreateVenue("room", "沙河镇协商议事室", "999999", "committee")
    given(VENUE).when(create, Facts(division_known=False)).refused(DivisionMustExist)


def test_its_organisation_must_be_active() -> None:
    given(VENUE, ROOM).when(AmendVenue("room", organisation="gone"), Facts(organisation_active=False)).refused(
        OrganisationMustBeActive
    )


def test_an_amendment_leaves_alone_what_it_does_not_name() -> None:
    given(VENUE, ROOM).when(AmendVenue("room", status="built"), Facts()).then(
        VenueAmended("room", ROOM.name, ROOM.division, ROOM.organisation, ROOM.tier, "built")
    )
    assert given(VENUE, ROOM, VenueAmended("room", "新室", "620723", None, "point", "built")).state.tier == "point"


def test_a_venue_is_ended_with_a_reason() -> None:
    given(VENUE, ROOM).when(EndVenue("room", "拆除"), Facts()).then(VenueEnded("room", "拆除"))
    given(VENUE, ROOM).when(EndVenue("room", "拆除"), Facts()).then_state("ended")


@pytest.mark.parametrize("tier", TIERS)
def test_a_venue_is_hall_committee_station_or_point(tier: str) -> None:
    assert COMMANDS["create"]().validate({"name": "室", "division": "620723", "tier": tier}) == {}
    assert "tier" in COMMANDS["create"]().validate({"name": "室", "division": "620723", "tier": f"{tier}s"})
