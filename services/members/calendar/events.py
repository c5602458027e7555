"""What can have happened to the calendar of a year (国务院办公厅关于部分节假日安排的通知)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off together, the first and the last of them among these."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CalendarNoticeEntered:
    """The notice of a year came: its days off, and its weekend days that are worked in exchange (调休)."""

    calendar_id: str
    year: int
    document_number: str
    days_off: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    edition: int


@dataclass(frozen=True, slots=True)
class CalendarNoticeAmended:
    """The year's days are others from now on, by a later notice or because they were entered wrongly."""

    calendar_id: str
    year: int
    document_number: str
    days_off: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    edition: int
    reason: str


CalendarEvent: TypeAlias = CalendarNoticeEntered | CalendarNoticeAmended
