"""The circumstances of a command: where the calendar of a year stands, what else matters."""

from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from services.members.calendar.commands import AmendCalendar, CreateCalendar
from services.members.calendar.state import Calendar


def place(calendar: Calendar, calendar_id: str) -> Place:
    return Place(division="")


def place_of_new(lookups: Lookups, calendar: Calendar | None, command: CreateCalendar) -> Place:
    return Place(division="")


def id_of_new(command: CreateCalendar) -> str:
    """There is one calendar of a year, whoever enters it at once."""
    return id_of(f"calendar/{command.year}", datetime(command.year, 1, 1, tzinfo=UTC))


def facts(lookups: Lookups, calendar: Calendar | None, command: CreateCalendar | AmendCalendar) -> None:
    return None
