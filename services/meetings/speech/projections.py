"""What can be read of a speech at a meeting. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class SpeechShown:
    meeting: str
    topic: str
    round: int
    participant: str
    group: str | None
    number: int
    planned: int | None
    begun_at: datetime | None
    minutes: int | None
    reason: str | None


def row(meeting: Meeting, speech_id: str) -> ReadRow:
    one = meeting.parts.speeches[speech_id]
    return ReadRow(
        division=meeting.division,
        shown=SpeechShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.participant,
            one.group,
            one.number,
            one.planned,
            one.begun_at,
            one.minutes,
            one.reason,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=one.group or "",
    )
