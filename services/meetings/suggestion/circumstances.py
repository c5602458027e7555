"""The circumstances of a command: where a suggestion made at a meeting stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.meeting.state import Meeting
from services.meetings.suggestion.commands import MakeSuggestion
from services.meetings.suggestion.domain import Facts, speaker
from services.meetings.suggestion.state import Suggestion


def place(meeting: Meeting, suggestion_id: str) -> Place:
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


def part(meeting: Meeting, suggestion_id: str) -> Suggestion | None:
    return meeting.parts.suggestions.get(suggestion_id)


def subject(meeting: Meeting, command: MakeSuggestion) -> str | None:
    """What was said is the speaker's own, also where the recorder enters it."""
    one = speaker(meeting, command)
    return one.key_owner if one else None
