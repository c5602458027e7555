"""What is allowed with the calendar of a year, and what changes."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.members.calendar.commands import AmendCalendar, CreateCalendar
from services.members.calendar.events import CalendarEvent, CalendarNoticeAmended, CalendarNoticeEntered, Holiday
from services.members.calendar.state import Calendar
from services.members.calendar_rules import (
    CalendarOfTheYearIsThere,
    DayIsBothOffAndWorked,
    DaysMustBeOfTheYear,
    HolidayIsTooLong,
    HolidayMustNotEndBeforeItBegins,
    WorkdayMustBeAWeekendDay,
)

SATURDAY = 5
DECEMBER = 12
LONGEST = 31


def create_calendar(calendar: Calendar | None, command: CreateCalendar, facts: None) -> list[CalendarEvent]:
    if calendar is not None:
        raise CalendarOfTheYearIsThere(str(command.year))
    _must_make_sense(command.year, command.days_off, command.workdays)
    days = (tuple(command.days_off), tuple(command.workdays))
    return [CalendarNoticeEntered(command.calendar_id, command.year, command.document_number, *days, edition=1)]


def amend_calendar(calendar: Calendar, command: AmendCalendar, facts: None) -> list[CalendarEvent]:
    _must_make_sense(calendar.year, command.days_off, command.workdays)
    days = (tuple(command.days_off), tuple(command.workdays))
    edition = calendar.edition + 1
    return [
        CalendarNoticeAmended(
            command.calendar_id, calendar.year, command.document_number, *days, edition, command.reason
        )
    ]


def _must_make_sense(year: int, days_off: Sequence[Holiday], workdays: Sequence[date]) -> None:
    """A notice may begin in the December before: 元旦 has been given together with its last days."""
    for holiday in days_off:
        if holiday.last < holiday.first:
            raise HolidayMustNotEndBeforeItBegins(holiday.name)
        if (holiday.last - holiday.first).days >= LONGEST:
            raise HolidayIsTooLong(holiday.name)
    off = {one.first + timedelta(days=n) for one in days_off for n in range((one.last - one.first).days + 1)}
    for day in sorted({*off, *workdays}):
        if day.year != year and (day.year, day.month) != (year - 1, DECEMBER):
            raise DaysMustBeOfTheYear(day.isoformat())
    for day in workdays:
        if day in off:
            raise DayIsBothOffAndWorked(day.isoformat())
        if day.weekday() < SATURDAY:
            raise WorkdayMustBeAWeekendDay(day.isoformat())
