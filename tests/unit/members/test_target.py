"""The rules of targets: what counts, what is expected of which unit, and when it is measured."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.members.rules import DivisionMustExist, NamedDayMustLieAhead, OrganisationMustBeActive
from services.members.target import schemas
from services.members.target.commands import (
    DropTarget,
    ExcludeUnit,
    IncludeUnit,
    JudgeTarget,
    MeasureTarget,
    ReportOnTarget,
    SetTarget,
)
from services.members.target.domain import Facts
from services.members.target.events import (
    Milestone,
    TargetDropped,
    TargetJudged,
    TargetMeasured,
    TargetReported,
    TargetSet,
    UnitExcluded,
    UnitIncluded,
)
from services.members.target.lifecycle import TARGET
from services.members.target.measuring import (
    CountedBody,
    CountedExclusion,
    CountedReport,
    CountedTarget,
    CountedVenue,
    standing_of,
)
from services.members.target.state import due
from services.members.target_rules import (
    BodyOfTheTargetMustBeOfThisPlace,
    MilestonesMustLieBeforeTheLastDay,
    OnlyReportsAreReported,
    ReportMustBePast,
    UnitMustBeExcluded,
    UnitMustBeOfTheTarget,
    UnitsMustDiffer,
    UnitsMustLieInTheDivision,
)

COUNTY, TOWN, NEXT_TOWN, VILLAGE = "620723", "620723101", "620723102", "620723101201"
TODAY, SEPTEMBER, DECEMBER = date(2026, 8, 12), date(2026, 9, 30), date(2026, 12, 31)
FACTS = Facts(TODAY, TODAY)
SET = SetTarget(
    "one", COUNTY, "office", "各镇一室 𠮷", "venues", 1, DECEMBER, (TOWN, NEXT_TOWN), False, (Milestone(SEPTEMBER, 1),)
)
WAS_SET = TargetSet(
    "one", COUNTY, "office", "各镇一室 𠮷", "venues", 1, (TOWN, NEXT_TOWN), False, DECEMBER, (Milestone(SEPTEMBER, 1),)
)
OF_REPORTS = replace(WAS_SET, counted="reports", units=(), number=10, milestones=())
EXCLUDED = UnitExcluded("one", NEXT_TOWN, "无场所")


def test_a_target_is_set_as_it_is_said() -> None:
    given(TARGET).when(SET, FACTS).then(WAS_SET)


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (SET, replace(FACTS, division_known=False), DivisionMustExist),
        (SET, replace(FACTS, organisation_active=False), OrganisationMustBeActive),
        (SET, replace(FACTS, organisation_of_this_place=False), BodyOfTheTargetMustBeOfThisPlace),
        (SET, replace(FACTS, unknown_units=(TOWN,)), UnitsMustLieInTheDivision),
        (replace(SET, units=("620724101",)), FACTS, UnitsMustLieInTheDivision),
        (replace(SET, units=(TOWN, TOWN)), FACTS, UnitsMustDiffer),
        (replace(SET, units=(TOWN, VILLAGE)), FACTS, UnitsMustDiffer),
        (replace(SET, due=TODAY, milestones=()), FACTS, NamedDayMustLieAhead),
        (replace(SET, milestones=(Milestone(DECEMBER, 1),)), FACTS, MilestonesMustLieBeforeTheLastDay),
        (replace(SET, milestones=(Milestone(TODAY, 1),)), FACTS, MilestonesMustLieBeforeTheLastDay),
        (
            replace(SET, milestones=(Milestone(SEPTEMBER, 1), Milestone(SEPTEMBER, 2))),
            FACTS,
            MilestonesMustLieBeforeTheLastDay,
        ),
    ],
)
def test_a_target_is_of_this_place_and_ahead(command: SetTarget, facts: Facts, rule: type[Exception]) -> None:
    given(TARGET).when(command, facts).refused(rule)


def test_a_milestone_is_measured_when_its_day_is_over_in_china_and_the_whole_at_the_end() -> None:
    state = given(TARGET, WAS_SET).state
    assert due(state) == [(datetime(2026, 9, 30, 16, tzinfo=UTC), MeasureTarget("one", SEPTEMBER))]
    measured = TargetMeasured("one", SEPTEMBER, 1, 1, (NEXT_TOWN,))
    given(TARGET, WAS_SET).when(MeasureTarget("one", SEPTEMBER), replace(FACTS, places={VILLAGE: 1})).then(measured)
    later = given(TARGET, WAS_SET, measured).state
    assert due(later) == [(datetime(2026, 12, 31, 16, tzinfo=UTC), JudgeTarget("one"))]
    judged = TargetJudged("one", 2, 1, (NEXT_TOWN,), False)
    given(TARGET, WAS_SET, measured).when(JudgeTarget("one"), replace(FACTS, places={VILLAGE: 1})).then(judged)
    assert due(given(TARGET, WAS_SET, measured, judged).state) == []


def test_nothing_is_expected_of_an_excluded_unit_until_it_is_included_again() -> None:
    facts = replace(FACTS, places={VILLAGE: 1})
    given(TARGET, WAS_SET).when(ExcludeUnit("one", NEXT_TOWN, "无场所"), FACTS).then(EXCLUDED)
    given(TARGET, WAS_SET, EXCLUDED).when(JudgeTarget("one"), facts).then(TargetJudged("one", 1, 1, (), True))
    included = UnitIncluded("one", NEXT_TOWN)
    given(TARGET, WAS_SET, EXCLUDED).when(IncludeUnit("one", NEXT_TOWN), FACTS).then(included)
    given(TARGET, WAS_SET, EXCLUDED, included).when(JudgeTarget("one"), facts).then(
        TargetJudged("one", 2, 1, (NEXT_TOWN,), False)
    )


def test_only_units_of_the_target_are_excluded_and_only_excluded_ones_included() -> None:
    given(TARGET, WAS_SET).when(ExcludeUnit("one", VILLAGE, "无"), FACTS).refused(UnitMustBeOfTheTarget)
    given(TARGET, WAS_SET, EXCLUDED).when(ExcludeUnit("one", NEXT_TOWN, "无"), FACTS).refused(UnitMustBeOfTheTarget)
    given(TARGET, WAS_SET).when(IncludeUnit("one", NEXT_TOWN), FACTS).refused(UnitMustBeExcluded)


def test_what_no_register_counts_is_reported_and_the_latest_day_counts() -> None:
    report = ReportOnTarget("one", 7, "台账")
    reported = TargetReported("one", TODAY, 7, "台账")
    given(TARGET, OF_REPORTS).when(report, FACTS).then(reported)
    earlier = TargetReported("one", date(2026, 8, 1), 9, "台账")
    given(TARGET, OF_REPORTS, reported, earlier).when(JudgeTarget("one"), FACTS).then(
        TargetJudged("one", 10, 7, (), False)
    )
    given(TARGET, OF_REPORTS).when(replace(report, on=SEPTEMBER), FACTS).refused(ReportMustBePast)
    given(TARGET, WAS_SET).when(report, FACTS).refused(OnlyReportsAreReported)


def test_a_target_that_was_dropped_is_measured_no_more() -> None:
    dropped = TargetDropped("one", "并入")
    given(TARGET, WAS_SET).when(DropTarget("one", "并入"), FACTS).then(dropped)
    assert due(given(TARGET, WAS_SET, dropped).state) == []


def test_what_is_reported_has_no_units() -> None:
    body = {
        "division": COUNTY,
        "organisation": "019a0000-0000-7000-8000-000000000001",
        "text": "x",
        "counted": "reports",
        "number": 1,
        "due": "2026-12-31",
    }
    schemas.Create().load(body)
    for wrong in ({"units": [TOWN]}, {"number": 0}, {"number": True}, {"units": [COUNTY] * 501}, {"text": "\x00"}):
        with pytest.raises(ValidationError):
            schemas.Create().load({**body, **wrong})


A_TARGET = CountedTarget("one", "set", COUNTY, "office", "x", "venues", 2, (), False, DECEMBER, (), ())


def target(counted: str, **otherwise: Any) -> CountedTarget:
    return replace(A_TARGET, counted=counted, **otherwise)


VENUES = (
    CountedVenue("accepted", TOWN, "office", None, date(2026, 3, 1)),
    CountedVenue("active", NEXT_TOWN, None, "office", None),
    CountedVenue("suspended", TOWN, "office", None, date(2026, 3, 1)),
    CountedVenue("building", TOWN, "office", None, None),
    CountedVenue("upgraded", NEXT_TOWN, "council", None, date(2026, 3, 1)),
    CountedVenue("accepted", "620724101", "office", None, date(2026, 3, 1)),
)
BODIES = (
    CountedBody("active", TOWN, "station", "office"),
    CountedBody("active", TOWN, "council", "office"),
    CountedBody("ended", TOWN, "station", "office"),
)


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        (target("venues"), 3),
        (target("accepted_venues"), 2),
        (target("venues", hosted=True), 2),
        (target("stations"), 1),
        (target("stations", hosted=True, organisation="other"), 0),
        (target("reports", reported=(CountedReport(TODAY, 4), CountedReport(TODAY, 5))), 5),
    ],
)
def test_only_what_is_in_use_and_of_the_place_counts(asked: CountedTarget, reached: int) -> None:
    found = standing_of(asked, VENUES, BODIES)
    assert (found.reached, found.met) == (reached, reached >= 2)


def test_units_that_lack_it_are_named() -> None:
    found = standing_of(target("venues", units=(TOWN, NEXT_TOWN)), VENUES, BODIES)
    assert (found.wanted, found.reached, found.missing) == (2, 1, (TOWN,))
    excluded = target("venues", units=(TOWN, NEXT_TOWN), excluded=(CountedExclusion(TOWN),))
    assert standing_of(excluded, VENUES, BODIES).met
