"""What can be asked of the calendar of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.members.calendar.events import Holiday


@dataclass(frozen=True, slots=True)
class CreateCalendar:
    calendar_id: str
    year: int
    document_number: str
    days_off: Sequence[Holiday]
    workdays: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class AmendCalendar:
    calendar_id: str
    document_number: str
    days_off: Sequence[Holiday]
    reason: str
    workdays: Sequence[date] = ()
