"""What can be read of a working note of the recorder. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class WorkingNoteShown:
    meeting: str
    topic: str
    round: int
    author: str | None
    text: str | None


def row(meeting: Meeting, working_note_id: str) -> ReadRow:
    one = meeting.parts.working_notes[working_note_id]
    return ReadRow(
        division=meeting.division,
        shown=WorkingNoteShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.author,
            one.text,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search="",
        audience="recorders",
    )
