"""The rules of programmes: who leads them, where, what is counted, and how one goes on as another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes import programme_rules as rules
from services.outcomes.programme import commands as asked
from services.outcomes.programme import events as happened
from services.outcomes.programme.domain import Facts
from services.outcomes.programme.events import Dimension, GroupMember, Indicator, IndicatorValue, Target
from services.outcomes.programme.lifecycle import PROGRAMME
from services.outcomes.programme.schemas import COMMANDS

TODAY = date(2026, 8, 20)
FACTS = Facts(TODAY, TODAY)
CREATE = asked.CreateProgramme("boost", "双助推行动 𠮷", "62", "office")
CREATED = happened.ProgrammeCreated(
    "boost", "双助推行动 𠮷", "62", "office", None, None, None, None, (), (), (), (), ()
)
HEAD, DEPUTY = GroupMember("ana", "head"), GroupMember("ben", "deputy")
INDUSTRY, JOBS = Dimension("industry", "助推产业", "economy"), Dimension("jobs", "助推就业", "society")
TRAINED = Indicator("trained", "技能培训", "人次", "society", "jobs")
GROUP = happened.ProgrammeGroupSet("boost", (HEAD, DEPUTY))
DIMENSIONS = happened.ProgrammeDimensionsSet("boost", (INDUSTRY, JOBS))
INDICATORS = happened.ProgrammeIndicatorsSet("boost", (TRAINED,))
OPENED = happened.ProgrammeQuarterOpened("boost", "2026-Q3")
VALUE = IndicatorValue("trained", 13324)
SUBMITTED = happened.ProgrammeValuesSubmitted("boost", "2026-Q3", "society", (VALUE,))
COUNTED = (CREATED, DIMENSIONS, INDICATORS, OPENED)
SUBMIT = asked.SubmitProgrammeValues("boost", "2026-Q3", (VALUE,), "HND", "society")
AN_ID = "019a0000-0000-7000-8000-000000000001"


def test_a_programme_is_of_its_own_division() -> None:
    given(PROGRAMME).when(CREATE, FACTS).then(CREATED)
    given(PROGRAMME).when(CREATE, replace(FACTS, organisation_fits=False)).refused(rules.ProgrammeIsOfItsOwnDivision)
    early = replace(CREATE, starts=date(2026, 2, 1), ends=date(2026, 1, 1))
    given(PROGRAMME).when(early, FACTS).refused(rules.ProgrammeEndsAfterItStarts)


@pytest.mark.parametrize("members", [(DEPUTY,), (HEAD, replace(DEPUTY, post="head"))])
def test_a_leading_group_has_one_head(members: Any) -> None:
    given(PROGRAMME, CREATED).when(asked.SetProgrammeGroup("boost", members), FACTS).refused(rules.GroupHasOneHead)
    given(PROGRAMME, CREATED).when(asked.SetProgrammeGroup("boost", (HEAD, DEPUTY)), FACTS).then(GROUP)


def test_nobody_and_nothing_is_named_twice() -> None:
    twice: list[Any] = [
        asked.SetProgrammeGroup("boost", (HEAD, replace(HEAD, post="member"))),
        asked.SetProgrammeUnits("boost", ("office", "office")),
        asked.SetProgrammeTargets("boost", (Target("620723", "national"), Target("620723", "provincial"))),
        asked.SetProgrammeDimensions("boost", (INDUSTRY, INDUSTRY)),
        asked.SetProgrammeIndicators("boost", (TRAINED, replace(TRAINED, label="培训"))),
        replace(SUBMIT, values=(VALUE, VALUE)),
    ]
    for command in twice:
        given(PROGRAMME, *COUNTED).when(command, FACTS).refused(rules.NamedOnceEach)


@pytest.mark.parametrize("division", ["62", "630102", "6"])
def test_a_target_lies_below_the_division_of_the_programme(division: str) -> None:
    wrong = asked.SetProgrammeTargets("boost", (Target(division, "national"),))
    given(PROGRAMME, CREATED).when(wrong, FACTS).refused(rules.TargetLiesInTheProgramme)
    right = (Target("620723", "national"), Target("620725", "provincial"))
    targets = happened.ProgrammeTargetsSet("boost", right)
    given(PROGRAMME, CREATED).when(asked.SetProgrammeTargets("boost", right), FACTS).then(targets)


def test_an_indicator_counts_for_a_dimension_that_is_there() -> None:
    told = given(PROGRAMME, CREATED, DIMENSIONS)
    lost = asked.SetProgrammeIndicators("boost", (replace(TRAINED, dimension="health"),))
    told.when(lost, FACTS).refused(rules.DimensionMustBeThere)
    told.when(asked.SetProgrammeIndicators("boost", (TRAINED,)), FACTS).then(INDICATORS)
    without = asked.SetProgrammeDimensions("boost", (INDUSTRY,))
    given(PROGRAMME, *COUNTED).when(without, FACTS).refused(rules.DimensionMustBeThere)


def test_what_values_were_told_of_keeps_its_code_and_unit() -> None:
    told = given(PROGRAMME, *COUNTED, SUBMITTED)
    for changed in ((), (replace(TRAINED, unit="人"),)):
        told.when(asked.SetProgrammeIndicators("boost", changed), FACTS).refused(rules.IndicatorsInUseStay)
    told.when(asked.SetProgrammeIndicators("boost", (replace(TRAINED, lead="economy"),)), FACTS).then_state("running")


def test_a_quarter_is_opened_once_and_not_before_it_begins() -> None:
    told = given(PROGRAMME, *COUNTED)
    told.when(asked.OpenProgrammeQuarter("boost", "2026-Q3"), FACTS).refused(rules.QuarterIsOpenAlready)
    told.when(asked.OpenProgrammeQuarter("boost", "2026-Q4"), FACTS).refused(rules.QuarterMustHaveBegun)
    told.when(asked.OpenProgrammeQuarter("boost", "2021-Q3"), FACTS).then_state("running")


def test_a_unit_tells_the_values_of_its_own_indicators_and_the_office_any() -> None:
    told = given(PROGRAMME, *COUNTED)
    told.when(SUBMIT, FACTS).then(SUBMITTED)
    told.when(replace(SUBMIT, actor_organisation="economy"), FACTS).refused(rules.IndicatorIsItsLeadsToTell)
    by_the_office = replace(SUBMIT, actor_role="OFF", actor_organisation="office")
    told.when(by_the_office, FACTS).then(replace(SUBMITTED, organisation="office"))
    unknown = replace(SUBMIT, values=(IndicatorValue("health", 1),))
    told.when(unknown, FACTS).refused(rules.IndicatorMustBeThere)


def test_values_are_told_while_their_quarter_is_open_and_the_last_one_holds() -> None:
    given(PROGRAMME, CREATED, DIMENSIONS, INDICATORS).when(SUBMIT, FACTS).refused(rules.QuarterMustBeOpen)
    more = replace(SUBMITTED, values=(IndicatorValue("trained", 14000),))
    quarter = given(PROGRAMME, *COUNTED, SUBMITTED, more).state.quarter("2026-Q3")
    assert [one.number for one in quarter.values] == [14000]
    verify, verified = (
        asked.VerifyProgrammeValues("boost", "2026-Q3"),
        happened.ProgrammeValuesVerified("boost", "2026-Q3"),
    )
    given(PROGRAMME, *COUNTED).when(verify, FACTS).refused(rules.NothingWasSubmitted)
    given(PROGRAMME, *COUNTED, SUBMITTED).when(verify, FACTS).then(verified)
    for command in (SUBMIT, verify):
        given(PROGRAMME, *COUNTED, SUBMITTED, verified).when(command, FACTS).refused(rules.QuarterMustBeOpen)


def test_one_that_succeeds_another_begins_with_its_group_and_all_else_and_history_stays() -> None:
    past = (CREATED, GROUP, DIMENSIONS, INDICATORS, OPENED, SUBMITTED)
    begun = happened.ProgrammeCreated(
        "next", "新双助推行动", "62", "office", None, FACTS.today, None, "boost",
        (HEAD, DEPUTY), (), (), (INDUSTRY, JOBS), (TRAINED,),
    )  # fmt: skip
    succeeded = happened.ProgrammeSucceeded("boost", "next", "省委决定")
    given(PROGRAMME, *past).when(asked.SucceedProgramme("boost", "新双助推行动", "省委决定", "next"), FACTS).then(
        succeeded, begun
    )
    old = given(PROGRAMME, *past, succeeded).state
    assert (old.state, old.successor, old.quarters[0].values) == ("succeeded", "next", (VALUE,))
    with pytest.raises(AssertionError, match="no row takes"):
        given(PROGRAMME, *past, succeeded).when(SUBMIT, FACTS).then()


def test_a_listing_by_a_higher_level_lies_not_in_days_to_come() -> None:
    listed = asked.ListProgrammeHigher("boost", "nation", "改革任务", None, date(2026, 8, 21))
    given(PROGRAMME, CREATED).when(listed, FACTS).refused(rules.ProgrammeDayMustHaveCome)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("set_group", {"members": [{"person": "ana", "post": "head"}]}),
        ("set_group", {"members": []}),
        ("set_units", {"units": "office"}),
        ("set_targets", {"targets": [{"division": "62072", "target_class": "national"}]}),
        ("set_targets", {"targets": [{"division": "620723", "target_class": "重点"}]}),
        ("set_dimensions", {"dimensions": [{"code": "", "label": "产业", "lead": AN_ID}]}),
        ("set_indicators", {"indicators": [{"code": "a", "label": "b", "lead": AN_ID}]}),
        ("open_quarter", {"quarter": "2026-Q5"}),
        ("open_quarter", {"quarter": "2026-Q3\n"}),
    ],
)
def test_what_does_not_fit_is_refused_and_the_field_named(command: str, said: dict[str, Any]) -> None:
    assert list(COMMANDS[command]().validate(said)) == list(said)
