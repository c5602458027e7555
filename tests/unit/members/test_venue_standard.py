"""The rules of standards for venues: six items each, the nearest is in force."""

import pytest

from infra.kernel.testing import given
from services.members.rules import DivisionMustExist
from services.members.venue_rules import StandardHasSixDifferentItems
from services.members.venue_standard.commands import AmendVenueStandard, CreateVenueStandard
from services.members.venue_standard.default_list import DEFAULT_ITEMS, first_standard
from services.members.venue_standard.domain import Facts
from services.members.venue_standard.events import StandardItem, VenueStandardAmended, VenueStandardCreated
from services.members.venue_standard.lifecycle import VENUE_STANDARD
from services.members.venue_standard.state import SeenStandard, standard_in_force

OURS = (*DEFAULT_ITEMS[:5], StandardItem("screen", "有屏幕 𠮷"))
CREATED = VenueStandardCreated("own", "620723", OURS)


def test_a_division_puts_its_own_standard_over_the_one_that_ships() -> None:
    given(VENUE_STANDARD).when(CreateVenueStandard("own", "620723", OURS), Facts()).then(CREATED)
    given(VENUE_STANDARD).when(CreateVenueStandard("own", "999999", OURS), Facts(False)).refused(DivisionMustExist)


@pytest.mark.parametrize("items", [OURS[:5], (*OURS, StandardItem("x", "有")), (*OURS[:5], OURS[0]), ()])
def test_a_standard_has_six_different_items(items: tuple[StandardItem, ...]) -> None:
    given(VENUE_STANDARD).when(CreateVenueStandard("own", "620723", items), Facts()).refused(
        StandardHasSixDifferentItems
    )
    given(VENUE_STANDARD, CREATED).when(AmendVenueStandard("own", items), Facts()).refused(StandardHasSixDifferentItems)


def test_an_amendment_is_a_new_edition() -> None:
    amended = VenueStandardAmended("own", DEFAULT_ITEMS)
    given(VENUE_STANDARD, CREATED).when(AmendVenueStandard("own", DEFAULT_ITEMS), Facts()).then(amended)
    assert given(VENUE_STANDARD, CREATED, amended).state.edition == 2


def test_the_newest_standard_of_the_nearest_division_is_in_force() -> None:
    national, county, newer = (
        SeenStandard("1", "", 1, DEFAULT_ITEMS),
        SeenStandard("2", "620723", 1, OURS),
        SeenStandard("3", "620723", 1, OURS),
    )
    assert standard_in_force([newer, national, county], "620723101") == newer
    assert standard_in_force([national, county], "620724") == national
    assert standard_in_force([county], "6207") is None


def test_six_haves_ship() -> None:
    assert [item.label for item in first_standard("1").items] == [
        "有场所",
        "有标识",
        "有制度",
        "有人员",
        "有活动",
        "有档案",
    ]
