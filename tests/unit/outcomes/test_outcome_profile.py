"""The rules of the profile of an outcome: its kind and parties, whom it helps, how old a dispute it settled."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes import profile_rules as rules
from services.outcomes.outcome_profile.commands import (
    AmendOutcomeProfile,
    CountBeneficiaries,
    CreateOutcomeProfile,
    DateDispute,
    ListOutcomeHigher,
)
from services.outcomes.outcome_profile.domain import Facts, ProfiledOutcome, create_profile
from services.outcomes.outcome_profile.events import (
    BeneficiariesCounted,
    DisputeDated,
    MechanismParty,
    OutcomeListedHigher,
    OutcomeProfileAmended,
    OutcomeProfileCreated,
)
from services.outcomes.outcome_profile.lifecycle import OUTCOME_PROFILE
from services.outcomes.outcome_profile.projections import OutcomeProfileShown, row
from services.outcomes.outcome_profile.schemas import COMMANDS

TODAY = date(2026, 5, 6)
FACTS = Facts(TODAY, ProfiledOutcome("school-gate", "620723101", "council"))
POLICE, GUARDS = MechanismParty("police", None, "巡逻"), MechanismParty(None, "护村队 𠮷")
CREATE = CreateOutcomeProfile("profile", "outcome", "mechanism", (POLICE, GUARDS))
CREATED = OutcomeProfileCreated(
    "profile", "outcome", "school-gate", "620723101", "council", "mechanism", (POLICE, GUARDS)
)


def test_a_profile_says_of_what_kind_an_outcome_is_and_stands_where_that_does() -> None:
    given(OUTCOME_PROFILE).when(CREATE, FACTS).then(CREATED)


def test_there_is_one_profile_of_an_outcome() -> None:
    profile = given(OUTCOME_PROFILE, CREATED).state
    with pytest.raises(rules.OutcomeIsProfiledAlready):
        create_profile(profile, CREATE, FACTS)
    same = [OUTCOME_PROFILE.id_of_new(CreateOutcomeProfile(one, "outcome", "decision")) for one in "ab"]  # type: ignore[misc]
    assert same[0] == same[1] != OUTCOME_PROFILE.id_of_new(replace(CREATE, outcome="another"))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parties", "rule"),
    [
        ((), rules.AMechanismHasParties),
        ((POLICE,), rules.AMechanismHasParties),
        ((POLICE, replace(POLICE, part="值守")), rules.PartiesDiffer),
        ((POLICE, MechanismParty("roads", "公路站")), rules.PartyIsAnOrganisationOrAName),
        ((POLICE, MechanismParty(None, None)), rules.PartyIsAnOrganisationOrAName),
    ],
)
def test_a_mechanism_is_between_two_parties_at_least_each_named_once(parties: Any, rule: Any) -> None:
    given(OUTCOME_PROFILE).when(replace(CREATE, parties=parties), FACTS).refused(rule)
    given(OUTCOME_PROFILE, CREATED).when(AmendOutcomeProfile("profile", parties=parties), FACTS).refused(rule)


def test_other_kinds_need_no_parties() -> None:
    for kind in ("decision", "covenant", "village_plan", "project_list"):
        plain: Any = replace(CREATE, kind=kind, parties=())
        given(OUTCOME_PROFILE).when(plain, FACTS).then_state("active")
    amended = OutcomeProfileAmended("profile", "project_list", (POLICE, GUARDS))
    given(OUTCOME_PROFILE, CREATED).when(AmendOutcomeProfile("profile", "project_list"), FACTS).then(amended)
    same = AmendOutcomeProfile("profile", "mechanism")
    given(OUTCOME_PROFILE, CREATED).when(same, FACTS).refused(rules.NothingOfTheProfileChanges)


def test_beneficiaries_are_households_persons_or_units_and_the_last_count_holds() -> None:
    told = given(OUTCOME_PROFILE, CREATED)
    told.when(CountBeneficiaries("profile"), FACTS).refused(rules.SomebodyBenefits)
    told.when(CountBeneficiaries("profile", persons=1, on=date(2026, 5, 7)), FACTS).refused(
        rules.ProfileDayMustHaveCome
    )
    counted = BeneficiariesCounted("profile", 1000, None, None, TODAY, None)
    told.when(CountBeneficiaries("profile", households=1000), FACTS).then(counted)
    shown = row(given(OUTCOME_PROFILE, CREATED, replace(counted, households=900), counted).state, "profile").shown
    assert isinstance(shown, OutcomeProfileShown)
    assert shown.beneficiaries is not None
    assert shown.beneficiaries.households == 1000


@pytest.mark.parametrize(
    ("since", "settled_on", "years"),
    [
        (date(2016, 5, 6), None, 10),
        (date(2016, 5, 7), None, 9),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (TODAY, TODAY, 0),
    ],
)
def test_the_age_of_a_dispute_is_reckoned_in_whole_years(since: date, settled_on: date | None, years: int) -> None:
    dated = DisputeDated("profile", since, settled_on or TODAY, years, None)
    given(OUTCOME_PROFILE, CREATED).when(DateDispute("profile", since, settled_on), FACTS).then(dated)


def test_a_dispute_was_settled_after_it_began_and_not_in_days_to_come() -> None:
    told = given(OUTCOME_PROFILE, CREATED)
    early = DateDispute("profile", TODAY, date(2026, 5, 5))
    told.when(early, FACTS).refused(rules.TheDisputeIsOlderThanItsEnd)
    told.when(DateDispute("profile", date(2026, 5, 7)), FACTS).refused(rules.ProfileDayMustHaveCome)


def test_it_says_on_which_higher_lists_the_outcome_stands() -> None:
    listed = OutcomeListedHigher("profile", "province", "改革试点任务", None, None)
    given(OUTCOME_PROFILE, CREATED).when(ListOutcomeHigher("profile", "province", "改革试点任务"), FACTS).then(listed)
    shown = row(given(OUTCOME_PROFILE, CREATED, listed, listed).state, "profile").shown
    assert isinstance(shown, OutcomeProfileShown)
    assert len(shown.listed) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", "x"),
        ("kind", "决定"),
        ("parties", ["police"]),
        ("parties", [{"organisation": "police"}]),
        ("parties", {}),
    ],
)
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    said = {"outcome": "019a0000-0000-7000-8000-000000000001", "kind": "decision"}
    assert COMMANDS["create"]().validate(said) == {}
    assert list(COMMANDS["create"]().validate({**said, field: value})) == [field]
