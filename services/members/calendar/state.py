"""What is known of the calendar of a year, folded from its events."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.members.calendar.events import CalendarEvent, Holiday


class State(StrEnum):
    IN_FORCE = "in_force"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """`edition` counts from 1; dates that were reckoned again cite the edition."""

    calendar_id: str
    state: State
    year: int
    document_number: str
    days_off: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    edition: int


def evolve(calendar: Calendar | None, event: CalendarEvent) -> Calendar:
    return Calendar(
        event.calendar_id,
        State.IN_FORCE,
        event.year,
        event.document_number,
        event.days_off,
        event.workdays,
        event.edition,
    )
