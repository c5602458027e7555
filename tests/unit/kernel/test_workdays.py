"""Working days: as published, and on both sides of the last published year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from chinese_calendar.constants import holidays

from infra.kernel.clock import CHINA, end_of_day
from infra.kernel.workdays import is_workday, workdays_after

LAST_KNOWN = max(holidays).year
NEW_YEARS_EVE = date(LAST_KNOWN, 12, 31)
NEW_YEAR = date(LAST_KNOWN + 1, 1, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=CHINA)


def first(weekday: int, since: date) -> date:
    return since + timedelta(days=(weekday - since.weekday()) % 7)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 3, 2), True),  # Monday
        (date(2026, 3, 7), False),  # Saturday
        (date(2026, 10, 1), False),  # National Day, a Thursday
        (date(2026, 10, 10), True),  # Saturday, worked in exchange (调休)
    ],
)
def test_a_published_year_follows_its_holidays_and_make_up_days(day: date, worked: bool) -> None:
    assert is_workday(day) == (worked, False)


def test_the_last_published_day_is_certain() -> None:
    assert is_workday(NEW_YEARS_EVE)[1] is False


@pytest.mark.parametrize(("weekday", "worked"), [(0, True), (4, True), (5, False), (6, False)])
def test_in_a_year_not_yet_published_monday_to_friday_count_provisionally(weekday: int, worked: bool) -> None:
    assert is_workday(first(weekday, NEW_YEAR)) == (worked, True)


def test_holidays_do_not_count_and_make_up_days_do() -> None:
    # 1 to 7 October is off; 8, 9, the worked Saturday 10, 12 and 13 are the five days.
    assert workdays_after(noon(date(2026, 9, 30)), 5) == (end_of_day(date(2026, 10, 13)), False)


def test_the_day_itself_does_not_count_and_the_last_day_counts_in_full() -> None:
    assert workdays_after(noon(date(2026, 3, 2)), 1) == (datetime(2026, 3, 4, tzinfo=CHINA), False)


def test_the_day_is_the_one_in_china() -> None:
    late_on_monday_in_utc = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    assert workdays_after(late_on_monday_in_utc, 1) == (end_of_day(date(2026, 3, 4)), False)


def test_a_period_that_ends_within_the_last_known_year_is_certain() -> None:
    last_worked = next(
        day for day in (NEW_YEARS_EVE - timedelta(days=back) for back in range(10)) if is_workday(day)[0]
    )
    assert workdays_after(noon(last_worked - timedelta(days=1)), 1) == (end_of_day(last_worked), False)


def test_a_period_that_passes_into_an_unpublished_year_is_provisional() -> None:
    end, provisional = workdays_after(noon(NEW_YEARS_EVE), 1)
    expected = NEW_YEAR if NEW_YEAR.weekday() < 5 else first(0, NEW_YEAR)
    assert (end, provisional) == (end_of_day(expected), True)


def test_no_working_days_end_with_the_day_itself() -> None:
    assert workdays_after(noon(date(2026, 3, 7)), 0) == (end_of_day(date(2026, 3, 7)), False)
