"""Working days: as published, and on both sides of the last published year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from chinese_calendar.constants import holidays

from infra.kernel.base.clock import CHINA, end_of_day
from infra.kernel.base.workdays import FIXED, by_law, by_notice, is_workday, workdays_after

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


# By hand, from the lunar calendar of each year: days off by law that are no Saturday or Sunday.
DAYS_OFF = {
    2027: "01-01 02-05 02-08 04-05 06-09 09-15 10-01",
    2028: "01-25 01-26 01-27 01-28 04-04 05-01 05-02 10-02 10-03",
    2029: "01-01 02-12 02-13 02-14 02-15 04-04 05-01 05-02 10-01 10-02 10-03",
    2030: "01-01 02-04 02-05 04-05 05-01 05-02 06-05 09-12 10-01 10-02 10-03",
    2031: "01-01 01-22 01-23 01-24 05-01 05-02 06-24 10-01 10-02 10-03",
    2032: "01-01 02-10 02-11 02-12 02-13 10-01",
    2033: "01-31 02-01 02-02 04-04 05-02 06-01 09-08 10-03",
    2034: "02-20 02-21 04-05 05-01 05-02 06-20 09-27 10-02 10-03",
    2035: "01-01 02-07 02-08 02-09 04-05 05-01 05-02 10-01 10-02 10-03",
}


@pytest.mark.parametrize("year", DAYS_OFF)
def test_ruling_4_in_a_year_without_a_notice_the_days_off_are_those_of_the_law_and_nothing_is_exchanged(
    year: int,
) -> None:
    days = [date(year, 1, 1) + timedelta(days=after) for after in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    off = [day for day in days if not by_law(day) and day.weekday() < 5]
    assert [f"{day:%m-%d}" for day in off] == DAYS_OFF[year].split()
    assert not [day for day in days if by_law(day) and day.weekday() >= 5]


def test_ruling_4_what_is_known_by_law_only_is_provisional() -> None:
    october = date(LAST_KNOWN + 1, 10, 1)
    assert is_workday(october) == (False, True)


def test_the_days_off_by_law_are_off_in_every_year_that_has_a_notice_since_the_law_of_2025() -> None:
    days = [date(year, 1, 1) + timedelta(days=after) for year in (2025, 2026) for after in range(365)]
    for day in days:
        if (day.month, day.day) in FIXED:
            assert by_notice(day) is False, day


@pytest.mark.parametrize("year", [2101, 2150])
def test_after_the_last_festival_that_is_known_the_fixed_days_and_weekends_still_count(year: int) -> None:
    assert by_law(date(year, 10, 1)) is False
    assert is_workday(first(0, date(year, 6, 1)))[1] is True


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
    expected = next(day for day in (NEW_YEAR + timedelta(days=after) for after in range(9)) if by_law(day))
    assert (end, provisional) == (end_of_day(expected), True)


def test_no_working_days_end_with_the_day_itself() -> None:
    assert workdays_after(noon(date(2026, 3, 7)), 0) == (end_of_day(date(2026, 3, 7)), False)
