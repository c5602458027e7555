"""The rules of venues: how they are built, accepted and upgraded, and how platforms lie below one another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.contract.codec import Codec
from infra.kernel.storage.record_statements import encode_shown
from infra.kernel.testing import given
from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from services.members.venue.commands import (
    KINDS,
    TIERS,
    AcceptVenue,
    AmendVenue,
    CheckedItem,
    CreateVenue,
    EndVenue,
    FinishBuildingVenue,
    ReopenVenue,
    StartBuildingVenue,
    SuspendVenue,
    UpgradeVenue,
)
from services.members.venue.domain import Facts, SeenVenue, StandardInForce, Surroundings
from services.members.venue.events import (
    AcceptedItem,
    Brand,
    VenueAccepted,
    VenueAmended,
    VenueBuildingStarted,
    VenueBuilt,
    VenueCreated,
    VenueEnded,
    VenueReopened,
    VenueSuspended,
    VenueUpgraded,
)
from services.members.venue.lifecycle import VENUE
from services.members.venue.projections import VenueShown
from services.members.venue.schemas import COMMANDS
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
from services.members.venue_standard.default_list import DEFAULT_ITEMS

ROOM = VenueCreated("room", "沙河镇协商议事室", "620723101", "town", "committee", "building", "building")
IN_USE = replace(ROOM, status=None, begins="active")
CREATE = CreateVenue("room", "沙河镇协商议事室", "620723101", "committee", "town", "building")
MARCH, JUNE, JULY, TODAY = date(2026, 3, 2), date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 12)
NOW = Facts(entered_on=TODAY, happened_on=TODAY, standard=StandardInForce("national", 2, DEFAULT_ITEMS))
ALL_MET = tuple(CheckedItem(item.code, True, f"看了{item.label}", JULY) for item in DEFAULT_ITEMS)
ACCEPTED_ITEMS = tuple(AcceptedItem(item.code, item.label, f"看了{item.label}", JULY) for item in DEFAULT_ITEMS)
BUILT, ACCEPTED = VenueBuilt("room", JUNE), VenueAccepted("room", JULY, "national", 2, ACCEPTED_ITEMS)


REASON = '"reason":'
# Word for word what the migration adds; tests/contract/store shows that it adds it.
MEMBERS = (
    ',"kind":null,"brand":null,"parent":null,"host":null,"opening_hours":null,"forms":[],"started_on":null,'
    '"built_on":null,"accepted_on":null,"upgraded_on":null,"upgrade":null,"standard":null,"standard_edition":null,'
    '"accepted_items":[],"reason":'
)


def around(**seen: Any) -> Facts:
    return Facts(Surroundings(**seen))


def shown_of(*past: object) -> VenueShown:
    shown = VENUE.row(given(VENUE, *past).state, "room").shown
    assert isinstance(shown, VenueShown)
    return shown


def test_a_venue_is_created_as_told() -> None:
    given(VENUE).when(CREATE, Facts()).then(ROOM)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("planned", "planned"),
        ("拟建", "planned"),
        ("在建", "building"),
        ("building", "building"),
        ("建成", "built"),
        ("built", "built"),
        (None, "active"),
        ("周末开放", "active"),
        ("accepted", "active"),
        ("停用", "active"),
    ],
)
def test_a_status_that_names_a_stage_of_building_is_the_state_in_which_it_begins(
    status: str | None, state: str
) -> None:
    given(VENUE).when(replace(CREATE, status=status), Facts()).then_state(state)
    assert shown_of(replace(ROOM, status=status)).status == status


def test_its_division_must_exist() -> None:
    given(VENUE).when(CREATE, around(division_known=False)).refused(DivisionMustExist)


@pytest.mark.parametrize(
    ("seen", "rule", "names"),
    [
        ("organisation_active", OrganisationMustBeActive, "organisation"),
        ("host_active", HostMustBeActive, "host"),
        ("owner_active", BrandOwnerMustBeActive, "brand"),
    ],
)
def test_its_organisation_its_host_and_its_brands_owner_must_be_active(seen: str, rule: Any, names: str) -> None:
    given(VENUE, ROOM).when(AmendVenue("room", name="新室"), around(**{seen: False})).refused(rule)
    given(VENUE).when(CREATE, around(**{seen: False})).refused(rule)
    assert rule.names == names


def test_an_amendment_leaves_alone_what_it_does_not_name() -> None:
    brand = Brand("红邻小院", "town", "邻里在院里议事 𠮷")
    told = replace(ROOM, kind="reception_room", brand=brand, host="town", opening_hours="周一", forms=("小马扎",))
    given(VENUE, told).when(AmendVenue("room", status="built"), Facts()).then(
        VenueAmended(
            "room", ROOM.name, ROOM.division, ROOM.organisation, ROOM.tier, "built",
            "reception_room", brand, None, "town", "周一", ("小马扎",),
        )
    )  # fmt: skip
    given(VENUE, told).when(AmendVenue("room", status="built"), Facts()).then_state("building")
    assert given(VENUE, ROOM, VenueAmended("room", "新室", "620723", None, "point", "built")).state.tier == "point"


def test_forms_are_told_once_and_can_be_taken_away() -> None:
    given(VENUE).when(replace(CREATE, forms=["小马扎", "小马扎"]), Facts()).then(replace(ROOM, forms=("小马扎",)))
    amended = VenueAmended("room", ROOM.name, ROOM.division, ROOM.organisation, ROOM.tier, ROOM.status)
    given(VENUE, replace(ROOM, forms=("小马扎",))).when(AmendVenue("room", forms=[]), Facts()).then(amended)


def test_it_is_found_by_its_type_its_brand_and_its_forms() -> None:
    told = replace(ROOM, kind="sector_base", brand=Brand("文史之苑", None, "老委员讲文史"), forms=("沙龙",))
    search = VENUE.row(given(VENUE, told).state, "room").search
    assert search == "沙河镇协商议事室 界别活动阵地 文史之苑 老委员讲文史 沙龙"
    assert VENUE.row(given(VENUE, ROOM).state, "room").search == ROOM.name


@pytest.mark.parametrize(
    ("above", "own", "fits"),
    [
        ("hall", "committee", True),
        ("hall", "point", True),
        ("station", "point", True),
        ("committee", "committee", False),
        ("point", "station", False),
    ],
)
def test_a_platform_lies_below_one_of_a_higher_tier(above: str, own: str, fits: bool) -> None:
    facts = around(parent=SeenVenue("above", "active", above, None), line_above=("above",))
    created = given(VENUE).when(replace(CREATE, tier=own, parent="above"), facts)
    amended = given(VENUE, replace(ROOM, tier=own)).when(AmendVenue("room", parent="above"), facts)
    if fits:
        created.then(replace(ROOM, tier=own, parent="above"))
        amended.then_state("building")
    else:
        created.refused(ParentVenueMustBeOfAHigherTier)
        amended.refused(ParentVenueMustBeOfAHigherTier)


@pytest.mark.parametrize("parent", [None, SeenVenue("above", "ended", "hall", None)])
def test_the_platform_above_is_there_and_has_not_ended(parent: SeenVenue | None) -> None:
    given(VENUE).when(replace(CREATE, parent="above"), around(parent=parent)).refused(ParentVenueMustBeInUse)
    assert ParentVenueMustBeInUse.names == "parent"


def test_other_amendments_go_on_below_a_platform_that_has_ended() -> None:
    given(VENUE, replace(ROOM, parent="above")).when(AmendVenue("room", name="新室"), Facts()).then_state("building")


def test_platforms_lie_below_one_another_in_no_circle() -> None:
    facts = around(parent=SeenVenue("above", "active", "hall", "room"), line_above=("above", "room"))
    given(VENUE, ROOM).when(AmendVenue("room", parent="above"), facts).refused(ParentVenueMustNotLieBelow)


def test_a_change_of_tier_keeps_above_what_lies_below() -> None:
    facts = around(below=(SeenVenue("point", "active", "station", "room"),))
    given(VENUE, ROOM).when(AmendVenue("room", tier="station"), facts).refused(VenuesBelowMustStayOfALowerTier)
    given(VENUE, ROOM).when(AmendVenue("room", tier="hall"), facts).then_state("building")
    up = around(parent=SeenVenue("above", "active", "hall", None))
    below = replace(ROOM, parent="above")
    given(VENUE, below).when(AmendVenue("room", tier="hall"), up).refused(ParentVenueMustBeOfAHigherTier)


def test_it_is_planned_built_accepted_and_upgraded_each_on_its_day() -> None:
    planned = replace(ROOM, begins="planned", status="planned")
    started = VenueBuildingStarted("room", MARCH)
    upgraded = VenueUpgraded("room", TODAY, "增设远程设备")
    given(VENUE, planned).when(StartBuildingVenue("room", MARCH), NOW).then(started)
    given(VENUE, planned, started).when(FinishBuildingVenue("room", JUNE), NOW).then(BUILT)
    given(VENUE, planned, started, BUILT).when(AcceptVenue("room", ALL_MET, JULY), NOW).then(ACCEPTED)
    given(VENUE, planned, started, BUILT, ACCEPTED).when(UpgradeVenue("room", "增设远程设备"), NOW).then(upgraded)
    shown = shown_of(planned, started, BUILT, ACCEPTED, upgraded)
    assert (shown.started_on, shown.built_on, shown.accepted_on, shown.upgraded_on) == (MARCH, JUNE, JULY, TODAY)
    assert (shown.standard, shown.standard_edition, shown.accepted_items) == ("national", 2, ACCEPTED_ITEMS)
    assert (shown.upgrade, shown.status) == ("增设远程设备", "upgraded")


def test_a_status_in_other_words_stays_as_it_was_said() -> None:
    assert shown_of(replace(ROOM, status="年底建成"), BUILT).status == "年底建成"


def test_one_of_which_nobody_said_how_it_was_built_is_accepted_as_well() -> None:
    given(VENUE, IN_USE).when(AcceptVenue("room", ALL_MET, JULY), NOW).then(ACCEPTED)


def test_it_is_accepted_when_all_six_are_met_and_not_before() -> None:
    for one in range(6):
        checked = tuple(replace(item, met=number != one) for number, item in enumerate(ALL_MET))
        given(VENUE, ROOM, BUILT).when(AcceptVenue("room", checked), NOW).refused(AllSixMustBeMet)
    given(VENUE, ROOM, BUILT).when(AcceptVenue("room", ALL_MET[::-1], JULY), NOW).then(ACCEPTED)


@pytest.mark.parametrize(
    "checked", [ALL_MET[:5], (*ALL_MET, ALL_MET[0]), (*ALL_MET[:5], ALL_MET[0]), (*ALL_MET[:5], replace(ALL_MET[5], code="x")), ()]
)  # fmt: skip
def test_each_item_of_the_standard_is_judged_once(checked: tuple[CheckedItem, ...]) -> None:
    given(VENUE, ROOM, BUILT).when(AcceptVenue("room", checked), NOW).refused(EachItemOfTheStandardOnce)


def test_without_a_standard_nothing_is_accepted() -> None:
    accept = AcceptVenue("room", ALL_MET)
    given(VENUE, ROOM, BUILT).when(accept, replace(NOW, standard=None)).refused(StandardMustBeInForce)


def test_a_step_is_not_dated_ahead_nor_before_the_one_before() -> None:
    tomorrow = date(2026, 8, 13)
    given(VENUE, ROOM).when(FinishBuildingVenue("room", tomorrow), NOW).refused(StepMustNotLieAhead)
    seen_tomorrow = (replace(ALL_MET[0], on=tomorrow), *ALL_MET[1:])
    given(VENUE, ROOM, BUILT).when(AcceptVenue("room", seen_tomorrow), NOW).refused(StepMustNotLieAhead)
    given(VENUE, ROOM, BUILT).when(AcceptVenue("room", ALL_MET, MARCH), NOW).refused(StepMustNotPrecedeTheOneBefore)


def test_what_was_suspended_reopens_where_it_stood() -> None:
    closed, open_again = VenueSuspended("room", "屋面维修"), VenueReopened("room", "修好了")
    for past, state in (((IN_USE,), "active"), ((ROOM, BUILT), "built"), ((ROOM, BUILT, ACCEPTED), "accepted")):
        given(VENUE, *past).when(SuspendVenue("room", "屋面维修"), NOW).then(closed)
        given(VENUE, *past, closed).when(ReopenVenue("room", "修好了"), NOW).then(open_again)
        given(VENUE, *past, closed).when(ReopenVenue("room", "修好了"), NOW).then_state(state)
    assert shown_of(IN_USE, closed).reason == "屋面维修"


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((ROOM,), StartBuildingVenue("room")),
        ((IN_USE,), StartBuildingVenue("room")),
        ((IN_USE,), FinishBuildingVenue("room")),
        ((ROOM,), AcceptVenue("room", ALL_MET)),
        ((ROOM, BUILT), UpgradeVenue("room", "!")),
        ((ROOM,), SuspendVenue("room", "!")),
        ((IN_USE,), ReopenVenue("room", "!")),
        ((IN_USE, VenueEnded("room", "拆除")), AmendVenue("room", name="!")),
        ((IN_USE, VenueEnded("room", "拆除")), ReopenVenue("room", "!")),
    ],
)
def test_a_command_does_not_come_from_other_states(past: tuple[object, ...], command: object) -> None:
    with pytest.raises(AssertionError, match="no row takes"):
        given(VENUE, *past).when(command, NOW).then()


def test_a_venue_of_before_shows_what_the_migration_made_of_its_row() -> None:
    """As version 1 was stored: the suite's own codec lifts it; what is shown ends with what migration 0008 adds."""
    codec = Codec(VENUE.events)
    created = '{"venue_id":"room","name":"室","division":"620723","organisation":null,"tier":"hall","status":"在建"}'
    ended = '{"venue_id":"room","reason":"拆除 \\"𠮷\\""}'
    was = '{"name":"室","organisation":null,"tier":"hall","status":"在建"'
    past = codec.decoders["VenueCreated", 1](created)
    assert given(VENUE, past).state.state == "active"
    assert encode_shown(shown_of(past)) == f"{was}{MEMBERS}null}}"
    assert (
        encode_shown(shown_of(past, codec.decoders["VenueEnded", 1](ended)))
        == f"{was}{MEMBERS}{ended.partition(REASON)[2]}"
    )


def test_a_venue_is_ended_with_a_reason() -> None:
    given(VENUE, ROOM).when(EndVenue("room", "拆除"), Facts()).then(VenueEnded("room", "拆除"))
    given(VENUE, ROOM).when(EndVenue("room", "拆除"), Facts()).then_state("ended")


@pytest.mark.parametrize("tier", TIERS)
def test_a_venue_is_hall_committee_station_or_point(tier: str) -> None:
    assert COMMANDS["create"]().validate({"name": "室", "division": "620723", "tier": tier}) == {}
    assert "tier" in COMMANDS["create"]().validate({"name": "室", "division": "620723", "tier": f"{tier}s"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "委员之家"), ("brand", "红邻小院"), ("brand", {"story": "!"}), ("brand", {"name": "\u200b"}), ("parent", "hall"),
        ("opening_hours", 9), ("forms", "小马扎"), ("forms", [""]), ("forms", ["a\x00b"]), ("host", ["x"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    for command, said in (("create", {"name": "室", "division": "620723", "tier": "hall"}), ("amend", {})):
        assert list(COMMANDS[command]().validate({**said, field: value})) == [field]


@pytest.mark.parametrize("kind", KINDS)
def test_a_platform_is_of_one_of_the_types_in_the_reports(kind: str) -> None:
    assert COMMANDS["amend"]().validate({"kind": kind}) == {}
