"""The rules of organisations."""

import pytest

from infra.kernel.testing import given
from services.members.organisation.commands import (
    KINDS,
    MAY_SUCCEED,
    AmendOrganisation,
    CreateOrganisation,
    EndOrganisation,
)
from services.members.organisation.domain import Facts, SeenSuccessor
from services.members.organisation.events import OrganisationAmended, OrganisationCreated, OrganisationEnded
from services.members.organisation.lifecycle import ORGANISATION
from services.members.organisation.projections import OrganisationShown
from services.members.organisation.schemas import COMMANDS
from services.members.rules import (
    DivisionMustExist,
    NobodySucceedsHimself,
    ParentMustBeActive,
    ParentMustNotLieBelow,
    SuccessorMustBeActive,
    SuccessorMustBeOfItsKind,
)

TOWN = OrganisationCreated("town", "沙河镇协商议事会", "council", "620723101", parent=None)
NOBODY_ABOVE = Facts()
COUNTY = "019a0000-0000-7000-8000-000000000002"


def test_an_organisation_is_created_as_told() -> None:
    given(ORGANISATION).when(CreateOrganisation("town", "沙河镇协商议事会", "council", "620723101"), NOBODY_ABOVE).then(
        TOWN
    )


def test_its_division_must_exist() -> None:
    create = CreateOrganisation("town", "沙河镇协商议事会", "council", "999999")
    given(ORGANISATION).when(create, Facts(division_known=False)).refused(DivisionMustExist)
    given(ORGANISATION, TOWN).when(AmendOrganisation("town", division="999999"), Facts(division_known=False)).refused(
        DivisionMustExist
    )


def test_its_parent_must_be_active() -> None:
    create = CreateOrganisation("station", "沙河镇委员工作站", "station", "620723101", parent="nobody")
    given(ORGANISATION).when(create, Facts(parent_active=False, line_above=("nobody",))).refused(ParentMustBeActive)


@pytest.mark.parametrize("line_above", [("town",), ("station", "town"), ("room", "station", "town")])
def test_its_parent_is_neither_itself_nor_below_it(line_above: tuple[str, ...]) -> None:
    amend = AmendOrganisation("town", parent=line_above[0])
    given(ORGANISATION, TOWN).when(amend, Facts(line_above=line_above)).refused(ParentMustNotLieBelow)


def test_an_amendment_leaves_alone_what_it_does_not_name() -> None:
    given(ORGANISATION, TOWN).when(AmendOrganisation("town", name="沙河镇议事会"), NOBODY_ABOVE).then(
        OrganisationAmended("town", "沙河镇议事会", "council", "620723101", parent=None)
    )
    given(ORGANISATION, TOWN).when(AmendOrganisation("town", parent="county"), Facts(line_above=("county",))).then(
        OrganisationAmended("town", "沙河镇协商议事会", "council", "620723101", parent="county")
    )


def test_an_ended_organisation_keeps_what_it_was() -> None:
    end = EndOrganisation("town", "撤销", no_successor=True)
    given(ORGANISATION, TOWN).when(end, NOBODY_ABOVE).then(OrganisationEnded("town", end.reason, None))
    given(ORGANISATION, TOWN).when(end, NOBODY_ABOVE).then_state("ended")
    assert given(ORGANISATION, TOWN, OrganisationEnded("town", end.reason, None)).state.name == TOWN.name


def test_an_ended_organisation_names_its_successor() -> None:
    end = EndOrganisation("town", "并入临泽县协商议事会", successor="county")
    ended = OrganisationEnded("town", end.reason, "county")
    given(ORGANISATION, TOWN).when(end, Facts(successor=SeenSuccessor("county", "active", "council"))).then(ended)
    shown = ORGANISATION.row(given(ORGANISATION, TOWN, ended).state, "town").shown
    assert isinstance(shown, OrganisationShown)
    assert shown.successor == "county"


@pytest.mark.parametrize(
    ("successor", "rule"),
    [
        (None, SuccessorMustBeActive),
        (SeenSuccessor("county", "ended", "council"), SuccessorMustBeActive),
        (SeenSuccessor("county", "active", "party"), SuccessorMustBeOfItsKind),
        (SeenSuccessor("county", "active", "department"), SuccessorMustBeOfItsKind),
    ],
)
def test_a_successor_is_active_and_may_hold_its_business(
    successor: SeenSuccessor | None, rule: type[Exception]
) -> None:
    end = EndOrganisation("town", "合并", successor="county")
    given(ORGANISATION, TOWN).when(end, Facts(successor=successor)).refused(rule)


def test_no_organisation_is_its_own_successor() -> None:
    itself = SeenSuccessor("town", "active", "council")
    end = EndOrganisation("town", "合并", successor="town")
    given(ORGANISATION, TOWN).when(end, Facts(successor=itself)).refused(NobodySucceedsHimself)


def test_a_board_may_take_over_from_a_council() -> None:
    board = SeenSuccessor("board", "active", "board")
    end = EndOrganisation("town", "改建", successor="board")
    given(ORGANISATION, TOWN).when(end, Facts(successor=board)).then_state("ended")


def test_every_kind_may_be_succeeded_by_its_own() -> None:
    assert {kind for kinds in MAY_SUCCEED for kind in kinds} == set(KINDS)


def test_everyone_with_a_token_finds_it_by_its_name() -> None:
    row = ORGANISATION.row(given(ORGANISATION, TOWN).state, "town")
    assert (row.audience, row.search, row.division) == ("tokens", TOWN.name, "620723101")


@pytest.mark.parametrize("body", [{}, {"name": " "}, {"kind": "club"}, {"division": "6207231"}, {"colour": "red"}])
def test_an_amendment_names_something_and_names_it_well(body: dict[str, object]) -> None:
    assert COMMANDS["amend"]().validate(body)


def test_a_reason_is_needed_to_end_it() -> None:
    assert COMMANDS["end"]().validate({"no_successor": True}) == {"reason": ["必填 must be given"]}
    assert COMMANDS["end"]().validate({"reason": "并入", "successor": COUNTY}) == {}
    assert COMMANDS["end"]().validate({"reason": "撤销", "no_successor": True}) == {}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"no_successor": False},
        {"successor": COUNTY, "no_successor": True},
        {"no_successor": "yes"},
        {"successor": None},
        {"successor": "县"},
    ],
)
def test_whoever_ends_it_names_a_successor_or_says_that_there_is_none(said: dict[str, object]) -> None:
    assert set(COMMANDS["end"]().validate({"reason": "撤销", **said})) & {"successor", "no_successor"}
