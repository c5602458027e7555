"""Working days in China: as the State Council's notice gives them each year, and by law in years without a notice.

The notices up to now ship with the package `chinesecalendar`: holidays and working days in exchange (调休). An administrator
enters a later one, which then holds, also instead of one that ships. Without any the days off are those of
全国年节及纪念日放假办法 (国务院令第795号, from 2025) and weekends, nothing is exchanged, and whatever is reckoned with them is provisional.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import chinese_calendar

from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.base.festivals import FESTIVALS

SATURDAY = 5
# 元旦, 劳动节, 国庆节: (month, day).
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
# 除夕 to the third day of the lunar year, counted from its first.
SPRING = range(-1, 3)


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The notice of one year that was entered: what it says of days, of which some may lie in the December before."""

    year: int
    edition: int
    days_off: tuple[date, ...]
    workdays: tuple[date, ...]
    country: str = "CN"


def is_workday(day: date, entered: Sequence[YearNotice] = ()) -> tuple[bool, bool]:
    """Whether the day is worked, and whether that is provisional, because there is no notice for its year yet."""
    noticed = by_entered_notice(day, entered)
    if noticed is None:
        noticed = by_notice(day)
    return (by_law(day), True) if noticed is None else (noticed, False)


def by_entered_notice(day: date, entered: Sequence[YearNotice]) -> bool | None:
    """Whether it is worked by what an administrator entered; None where nothing was entered that covers it."""
    for notice in entered:
        if day in notice.days_off or day in notice.workdays:
            return day in notice.workdays
    return day.weekday() < SATURDAY if any(notice.year == day.year for notice in entered) else None


def by_notice(day: date) -> bool | None:
    """Whether it is worked by the notice that ships; None where none is known for its year."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def by_law(day: date) -> bool:
    """Whether it is worked as long as nobody has exchanged it for another."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED and day not in _festive(day.year)


def _festive(year: int) -> set[date]:
    """Those that move. Past the end of the table only the others are known."""
    festivals = FESTIVALS.get(year)
    if festivals is None:
        return set()
    spring = {festivals.spring + timedelta(days=after) for after in SPRING}
    return spring | {festivals.qingming, festivals.dragon_boat, festivals.mid_autumn}


def workdays_after(start: datetime, days: int, entered: Sequence[YearNotice] = ()) -> tuple[datetime, bool]:
    """24:00 (China) of the nth working day after `start`'s day, and whether a provisional calendar was used on the way."""
    day, left, provisional = day_in_china(start), days, False
    while left > 0:
        day += timedelta(days=1)
        worked, unsure = is_workday(day, entered)
        provisional = provisional or unsure
        left -= worked
    return end_of_day(day), provisional
