"""Working days in China, with holidays and make-up working days (调休), as the State Council publishes them each year."""

from datetime import date, datetime, timedelta

import chinese_calendar

from infra.kernel.clock import day_in_china, end_of_day

SATURDAY = 5


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether the day is worked, and whether that is provisional: for a year not yet published Monday to Friday count."""
    try:
        return chinese_calendar.is_workday(day), False
    except NotImplementedError:
        return day.weekday() < SATURDAY, True


def workdays_after(start: datetime, days: int) -> tuple[datetime, bool]:
    """24:00 (China) of the nth working day after `start`'s day, and whether a provisional calendar was used on the way."""
    day, left, provisional = day_in_china(start), days, False
    while left > 0:
        day += timedelta(days=1)
        worked, unsure = is_workday(day)
        provisional = provisional or unsure
        left -= worked
    return end_of_day(day), provisional
