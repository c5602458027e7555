"""What can be read of how a meeting is held. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting
from services.meetings.meeting_format.events import FiveQuestions, MediationParty


@dataclass(frozen=True, slots=True)
class MeetingFormatShown:
    meeting: str
    topic: str
    round: int
    forms: tuple[str, ...]
    modes: tuple[str, ...]
    immersion: str | None
    parties: tuple[MediationParty, ...]
    five_questions: FiveQuestions | None


def row(meeting: Meeting, meeting_format_id: str) -> ReadRow:
    one = meeting.parts.formats[meeting_format_id]
    return ReadRow(
        division=meeting.division,
        shown=MeetingFormatShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.forms,
            one.modes,
            one.immersion,
            one.parties,
            one.five_questions,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search="",
    )
