"""What can be read of work before the meeting. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class PreWorkShown:
    meeting: str
    topic: str
    round: int
    participant: str
    task: str
    due: date | None
    text: str | None
    heard: int | None
    reason: str | None


def row(meeting: Meeting, pre_work_id: str) -> ReadRow:
    work = meeting.pre_work[pre_work_id]
    participant = meeting.participants[work.participant_id]
    return ReadRow(
        division=meeting.division,
        shown=PreWorkShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            work.participant_id,
            work.task,
            work.due,
            work.text,
            work.heard,
            work.reason,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        named=(participant.person,) if participant.person else (),
        search=work.task,
        codes=(participant.code,) if participant.code else (),
    )
