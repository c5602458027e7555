"""Organisations of every kind that the reports name, and what lies below what."""

import pytest

from gateway.records.organisations import KINDS as IN_WORDS
from infra.kernel.testing import given
from services.members.body_rules import BodiesBelowWantAnotherKind, BodyLiesBelowAnother, ParentMustBeAroundIt
from services.members.organisation.commands import KINDS, LIES_BELOW, AmendOrganisation, CreateOrganisation
from services.members.organisation.domain import Facts, SeenAbove
from services.members.organisation.events import OrganisationAmended, OrganisationCreated
from services.members.organisation.lifecycle import ORGANISATION

COUNTY, TOWN = "620723", "620723101"
BRANCH = OrganisationCreated("branch", "提案委党支部", "party_branch", COUNTY, "proposals")
COMMITTEE = OrganisationCreated("proposals", "提案委", "committee", COUNTY, None)


def created(kind: str, above: SeenAbove | None, division: str = COUNTY) -> CreateOrganisation:
    return CreateOrganisation("new", "新设", kind, division, "above" if above else None)


@pytest.mark.parametrize(("kind", "above"), [(kind, above) for kind, above in LIES_BELOW.items()])
def test_a_body_lies_below_what_the_reports_say(kind: str, above: tuple[str, ...]) -> None:
    for one in KINDS:
        place = SeenAbove(one, COUNTY)
        asked = given(ORGANISATION).when(created(kind, place), Facts(above=place))
        if one in above:
            asked.then_state("active")
        else:
            asked.refused(BodyLiesBelowAnother)


def test_a_branch_and_an_office_of_a_group_are_nothing_by_themselves() -> None:
    for kind in ("party_branch", "leading_office", "activity_group"):
        given(ORGANISATION).when(created(kind, None), Facts()).refused(BodyLiesBelowAnother)
    given(ORGANISATION).when(created("liaison_office", None), Facts()).then_state("active")


def test_a_county_liaison_office_lies_below_the_citys_committee_and_not_below_a_neighbours() -> None:
    city, neighbour = SeenAbove("liaison_committee", "6207"), SeenAbove("liaison_committee", "6208")
    given(ORGANISATION).when(created("liaison_office", city), Facts(above=city)).then_state("active")
    given(ORGANISATION).when(created("liaison_office", neighbour), Facts(above=neighbour)).refused(ParentMustBeAroundIt)


@pytest.mark.parametrize("kind", sorted({*KINDS} - {*LIES_BELOW}))
def test_every_other_kind_lies_where_it_always_could(kind: str) -> None:
    for above in (None, SeenAbove("department", "6208")):
        given(ORGANISATION).when(created(kind, above), Facts(above=above)).then_state("active")


def test_a_committee_with_a_branch_becomes_nothing_that_has_none() -> None:
    amend = AmendOrganisation("proposals", kind="council")
    given(ORGANISATION, COMMITTEE).when(amend, Facts(kinds_below=("party_branch",))).refused(BodiesBelowWantAnotherKind)
    given(ORGANISATION, COMMITTEE).when(amend, Facts(kinds_below=("council",))).then_state("active")


def test_a_branch_is_renamed_whatever_became_of_what_it_lies_below() -> None:
    renamed = OrganisationAmended("branch", "提案委支部", "party_branch", COUNTY, "proposals")
    gone = Facts(above=SeenAbove("council", "6208"))
    given(ORGANISATION, BRANCH).when(AmendOrganisation("branch", name="提案委支部"), gone).then(renamed)
    given(ORGANISATION, BRANCH).when(AmendOrganisation("branch", division=TOWN), gone).refused(BodyLiesBelowAnother)


def test_every_kind_is_called_something_in_chinese() -> None:
    assert list(IN_WORDS) == list(KINDS)
    assert len({*IN_WORDS.values()}) == len(KINDS)
