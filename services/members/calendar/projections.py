"""What can be read of the calendar of a year."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.calendar.events import Holiday
from services.members.calendar.state import Calendar


@dataclass(frozen=True, slots=True)
class CalendarShown:
    year: int
    document_number: str
    days_off: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    edition: int


def row(calendar: Calendar, calendar_id: str) -> ReadRow:
    shown = CalendarShown(
        calendar.year, calendar.document_number, calendar.days_off, calendar.workdays, calendar.edition
    )
    return ReadRow(division="", shown=shown, audience="tokens", search=f"{calendar.year} {calendar.document_number}")
