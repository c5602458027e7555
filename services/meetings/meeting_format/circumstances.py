"""The circumstances of a command: where how a meeting is held stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.meeting.state import Meeting
from services.meetings.meeting_format.domain import Facts
from services.meetings.meeting_format.state import MeetingFormat


def place(meeting: Meeting, meeting_format_id: str) -> Place:
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


def part(meeting: Meeting, meeting_format_id: str) -> MeetingFormat | None:
    return meeting.parts.formats.get(meeting_format_id)
