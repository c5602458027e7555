"""Work before the meeting (分散协商): assigned to a participant, submitted, accepted or waived."""

from dataclasses import dataclass
from datetime import date

from services.meetings.meeting.state import Meeting
from services.meetings.pre_work.commands import AssignPreWork
from services.meetings.pre_work.events import (
    PreWorkAssigned,
    PreWorkEvent,
)
from services.meetings.rules import NotAParticipant, must_lie_ahead


@dataclass(frozen=True)
class Facts:
    """The meeting that the work is for, and the day on which it is entered."""

    meeting: Meeting
    entered_on: date


def assign_pre_work(meeting: Meeting, command: AssignPreWork, facts: Facts) -> list[PreWorkEvent]:
    participant = meeting.participants.get(command.participant)
    if participant is None or not participant.expected:
        raise NotAParticipant
    must_lie_ahead(command.due, facts.entered_on)
    return [
        PreWorkAssigned(
            command.meeting_id,
            command.pre_work_id,
            meeting.topic_id,
            command.participant,
            command.task,
            command.due,
        )
    ]
