"""The circumstances of a command: where a point of the agenda that was begun stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.agenda_point.domain import Facts
from services.meetings.agenda_point.state import AgendaPoint
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, agenda_point_id: str) -> Place:
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        attendees=meeting.attendees,
        attendee_codes=meeting.attendee_codes,
    )


def place_of_new(lookups: Lookups, meeting: Meeting, command: object) -> Place:
    return place(meeting, "")


def facts(lookups: Lookups, meeting: Meeting, command: object) -> Facts:
    return Facts(lookups.now)


def part(meeting: Meeting, agenda_point_id: str) -> AgendaPoint | None:
    return meeting.parts.agenda.get(agenda_point_id)
