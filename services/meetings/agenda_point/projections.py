"""What can be read of a point of the agenda that was begun. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class AgendaPointShown:
    meeting: str
    topic: str
    round: int
    number: int
    title: str
    kind: str | None
    planned: int | None
    begun_at: datetime
    finished_at: datetime | None
    minutes: int | None


def row(meeting: Meeting, agenda_point_id: str) -> ReadRow:
    one = meeting.parts.agenda[agenda_point_id]
    return ReadRow(
        division=meeting.division,
        shown=AgendaPointShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.number,
            one.title,
            one.kind,
            one.planned,
            one.begun_at,
            one.finished_at,
            one.minutes,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=one.title,
    )
