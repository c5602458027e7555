"""Single suggestions (逐条建议): who made it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.attendance.state import Participant
from services.meetings.meeting.state import WHILE_IT_IS_TOLD, Meeting
from services.meetings.rules import ObserverHasNoVoice
from services.meetings.side_rules import (
    ItemIsNotOfThisMeeting,
    SuggestionNeedsItsSpeaker,
    SuggestionsAreMadeAtTheMeeting,
)
from services.meetings.suggestion.commands import AdoptSuggestion, MakeSuggestion
from services.meetings.suggestion.events import SuggestionAdopted, SuggestionEvent, SuggestionMade


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def speaker(meeting: Meeting, command: MakeSuggestion) -> Participant | None:
    """Who was there with a voice and is named; in person he names at most himself."""
    if command.actor_role == "ATT":
        own = meeting.attendee(command.actor_person, command.actor_participant)
        return own if own and command.participant in (None, own.participant_id) else None
    named = meeting.participants.get(command.participant) if command.participant else None
    return named if named and named.attended else None


def make_suggestion(meeting: Meeting, command: MakeSuggestion, facts: Facts) -> list[SuggestionEvent]:
    one = speaker(meeting, command)
    if one is None:
        raise SuggestionNeedsItsSpeaker
    if not one.has_voice:
        raise ObserverHasNoVoice
    if meeting.state not in WHILE_IT_IS_TOLD:
        raise SuggestionsAreMadeAtTheMeeting
    number = len(meeting.parts.suggestions) + 1
    return [
        SuggestionMade(
            command.meeting_id, command.suggestion_id, meeting.topic_id, number, one.participant_id, command.words
        )
    ]


def adopt_suggestion(meeting: Meeting, command: AdoptSuggestion, facts: Facts) -> list[SuggestionEvent]:
    if command.item not in meeting.items:
        raise ItemIsNotOfThisMeeting
    return [SuggestionAdopted(command.meeting_id, command.suggestion_id, command.item)]
