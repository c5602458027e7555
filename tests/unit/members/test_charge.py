"""The rules of charges: which leader answers for which division, and when its quarters open."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from infra.kernel.testing import given
from services.members.charge.commands import CreateCharge, EndCharge, OpenQuarter
from services.members.charge.domain import Facts, OtherCharge
from services.members.charge.events import ChargeCreated, ChargeEnded, ChargeQuarterOpened
from services.members.charge.lifecycle import CHARGE
from services.members.charge.state import due
from services.members.duty.commands import ScheduleDuty
from services.members.reactions import on_charge_quarter_opened
from services.members.rules import (
    AnotherLeaderWantsAnExplanation,
    ChargeMustNotEndBeforeItStarts,
    DivisionMustExist,
    InChargeAlready,
    LeaderMustBeInOffice,
    NamedDayMustLieAhead,
)

TOWN = "620723101"
TODAY = date(2026, 8, 12)
FACTS = Facts(entered_on=TODAY, duty="duty")
CREATE = CreateCharge("charge", "ana", TOWN)
CREATED = ChargeCreated("charge", "ana", TOWN, TODAY, None, "2026-Q3", None)
OPENED = ChargeQuarterOpened("charge", "ana", TOWN, "2026-Q3", "duty")
JULY, OCTOBER = datetime(2026, 6, 30, 16, tzinfo=UTC), datetime(2026, 9, 30, 16, tzinfo=UTC)


def when_due(*events: object) -> list[tuple[datetime, OpenQuarter]]:
    return due(given(CHARGE, *events).state)


def test_a_charge_without_a_first_day_starts_today() -> None:
    given(CHARGE).when(CREATE, FACTS).then(CREATED)


def test_a_charge_in_mid_quarter_opens_the_running_quarter_on_its_first_day() -> None:
    assert when_due(CREATED) == [(datetime(2026, 8, 11, 16, tzinfo=UTC), OpenQuarter("charge", "2026-Q3"))]


def test_a_charge_that_began_long_ago_opens_no_quarter_that_is_over() -> None:
    long_ago = replace(CREATED, starts=date(2024, 5, 1))
    given(CHARGE).when(replace(CREATE, starts=date(2024, 5, 1)), FACTS).then(long_ago)
    assert when_due(long_ago) == [(JULY, OpenQuarter("charge", "2026-Q3"))]


def test_a_charge_that_begins_later_opens_that_quarter_on_that_day() -> None:
    later = replace(CREATED, starts=date(2026, 11, 2), first_quarter="2026-Q4")
    given(CHARGE).when(replace(CREATE, starts=date(2026, 11, 2)), FACTS).then(later)
    assert when_due(later) == [(datetime(2026, 11, 1, 16, tzinfo=UTC), OpenQuarter("charge", "2026-Q4"))]


def test_the_next_quarter_opens_at_its_first_hour_in_china_over_the_years_end_too() -> None:
    assert when_due(CREATED, OPENED) == [(OCTOBER, OpenQuarter("charge", "2026-Q4"))]
    year_end = replace(OPENED, quarter="2026-Q4")
    assert when_due(CREATED, OPENED, year_end) == [
        (datetime(2026, 12, 31, 16, tzinfo=UTC), OpenQuarter("charge", "2027-Q1"))
    ]


def test_no_quarter_opens_after_the_last_day_of_a_charge() -> None:
    assert when_due(replace(CREATED, ends=date(2026, 9, 30)), OPENED) == []
    assert when_due(replace(CREATED, ends=date(2026, 10, 1)), OPENED) == [(OCTOBER, OpenQuarter("charge", "2026-Q4"))]


def test_a_charge_that_was_ended_opens_nothing() -> None:
    ended = ChargeEnded("charge", "分工调整")
    given(CHARGE, CREATED).when(EndCharge("charge", "分工调整"), FACTS).then(ended)
    assert when_due(CREATED, ended) == []


def test_a_quarter_that_opens_brings_the_duty_of_its_leader_division_and_quarter() -> None:
    given(CHARGE, CREATED).when(OpenQuarter("charge", "2026-Q3"), FACTS).then(OPENED)
    assert on_charge_quarter_opened(OPENED, None) == [ScheduleDuty("duty", "ana", TOWN, "2026-Q3", "SYS")]


def test_who_is_no_leader_any_more_gets_no_duty() -> None:
    given(CHARGE, CREATED).when(OpenQuarter("charge", "2026-Q3"), replace(FACTS, leader_in_office=False)).refused(
        LeaderMustBeInOffice
    )


def test_charge_is_given_to_a_leader_in_office_of_a_division_that_exists() -> None:
    given(CHARGE).when(CREATE, replace(FACTS, leader_in_office=False)).refused(LeaderMustBeInOffice)
    given(CHARGE).when(CREATE, replace(FACTS, division_known=False)).refused(DivisionMustExist)


def test_its_last_day_lies_ahead_and_not_before_the_first() -> None:
    given(CHARGE).when(replace(CREATE, ends=TODAY), FACTS).refused(NamedDayMustLieAhead)
    backwards = replace(CREATE, starts=date(2026, 12, 1), ends=date(2026, 11, 30))
    given(CHARGE).when(backwards, FACTS).refused(ChargeMustNotEndBeforeItStarts)


@pytest.mark.parametrize("explanation", [None, "两位领导分片"])
def test_a_second_leader_of_a_division_wants_an_explanation(explanation: str | None) -> None:
    facts = replace(FACTS, others=(OtherCharge("ben", date(2026, 1, 1), None),))
    said = given(CHARGE).when(replace(CREATE, explanation=explanation), facts)
    if explanation is None:
        said.refused(AnotherLeaderWantsAnExplanation)
    else:
        said.then(replace(CREATED, explanation=explanation))


def test_another_leader_follows_the_day_after_without_one() -> None:
    until_yesterday = replace(FACTS, others=(OtherCharge("ben", date(2026, 1, 1), date(2026, 8, 11)),))
    given(CHARGE).when(CREATE, until_yesterday).then(CREATED)


def test_nobody_has_charge_of_the_same_division_twice_on_a_day() -> None:
    facts = replace(FACTS, others=(OtherCharge("ana", date(2026, 1, 1), TODAY),))
    given(CHARGE).when(replace(CREATE, explanation="又一次"), facts).refused(InChargeAlready)
