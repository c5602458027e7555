"""The circumstances of a command: where an effect of a meeting that is no decision stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.effect.domain import Facts
from services.meetings.effect.state import MeetingEffect
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, effect_id: str) -> Place:
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


def part(meeting: Meeting, effect_id: str) -> MeetingEffect | None:
    return meeting.parts.effects.get(effect_id)
