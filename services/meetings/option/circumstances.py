"""The circumstances of a command: where an option that a meeting compares stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.meeting.state import Meeting
from services.meetings.option.domain import Facts
from services.meetings.option.state import Option


def place(meeting: Meeting, option_id: str) -> Place:
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


def part(meeting: Meeting, option_id: str) -> Option | None:
    return meeting.parts.options.get(option_id)
