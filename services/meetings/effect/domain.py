"""What a meeting does besides deciding: each of the four effects is recorded once, with a note."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.effect.commands import RecordMeetingEffect
from services.meetings.effect.events import EffectEvent, MeetingEffectRecorded
from services.meetings.effect.state import State
from services.meetings.meeting.state import AFTER_THE_OPENING, Meeting
from services.meetings.side_rules import EffectIsRecordedAlready, EffectsComeOfAMeeting


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def record_effect(meeting: Meeting, command: RecordMeetingEffect, facts: Facts) -> list[EffectEvent]:
    if meeting.state not in AFTER_THE_OPENING:
        raise EffectsComeOfAMeeting
    standing = (one for one in meeting.parts.effects.values() if one.state is State.RECORDED)
    if any(one.kind == command.kind for one in standing):
        raise EffectIsRecordedAlready
    return [MeetingEffectRecorded(command.meeting_id, command.effect_id, meeting.topic_id, command.kind, command.note)]
