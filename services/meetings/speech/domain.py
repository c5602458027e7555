"""Who speaks in which order and how long: one at a time, who is there and has a voice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.meetings.attendance.state import State as AttendanceState
from services.meetings.meeting.state import BEFORE_THE_END, SITTING, Meeting
from services.meetings.rules import MeetingIsOver, ObserverHasNoVoice
from services.meetings.side_rules import (
    AnotherOneSpeaks,
    SpeakerIsListedAlready,
    SpeakerIsNotExpected,
    SpeakerIsNotThere,
    SpeechesAreInSession,
)
from services.meetings.speech.commands import BeginSpeech, EndSpeech, ListSpeaker
from services.meetings.speech.events import SpeakerListed, SpeechBegun, SpeechEnded, SpeechEvent
from services.meetings.speech.state import State

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def list_speaker(meeting: Meeting, command: ListSpeaker, facts: Facts) -> list[SpeechEvent]:
    """Whoever has spoken may be listed again; nobody waits twice."""
    participant = meeting.participants.get(command.participant)
    if participant is None or not participant.expected:
        raise SpeakerIsNotExpected
    if not participant.has_voice:
        raise ObserverHasNoVoice
    if meeting.state not in BEFORE_THE_END:
        raise MeetingIsOver
    listed = meeting.parts.speeches.values()
    if any(one.participant == command.participant and one.state is State.LISTED for one in listed):
        raise SpeakerIsListedAlready
    number = max((one.number for one in listed), default=0) + 1
    return [
        SpeakerListed(
            command.meeting_id,
            command.speech_id,
            meeting.topic_id,
            command.participant,
            participant.group,
            number,
            command.planned,
        )
    ]


def begin_speech(meeting: Meeting, command: BeginSpeech, facts: Facts) -> list[SpeechEvent]:
    if meeting.state not in SITTING:
        raise SpeechesAreInSession
    speaker = meeting.parts.speeches[command.speech_id].participant
    if meeting.participants[speaker].state is not AttendanceState.CHECKED_IN:
        raise SpeakerIsNotThere
    if any(one.state is State.SPEAKING for one in meeting.parts.speeches.values()):
        raise AnotherOneSpeaks
    return [SpeechBegun(command.meeting_id, command.speech_id, facts.now)]


def end_speech(meeting: Meeting, command: EndSpeech, facts: Facts) -> list[SpeechEvent]:
    minutes = command.minutes
    if minutes is None:
        since = meeting.parts.speeches[command.speech_id].begun_at or facts.now
        minutes = max(0, -((since - facts.now) // A_MINUTE))
    return [SpeechEnded(command.meeting_id, command.speech_id, facts.now, minutes)]
