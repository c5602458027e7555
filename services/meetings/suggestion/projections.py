"""What can be read of a suggestion made at a meeting. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class SuggestionShown:
    meeting: str
    topic: str
    round: int
    number: int
    participant: str
    words: str
    item: str | None
    reason: str | None


def row(meeting: Meeting, suggestion_id: str) -> ReadRow:
    one = meeting.parts.suggestions[suggestion_id]
    speaker = meeting.participants.get(one.participant)
    return ReadRow(
        division=meeting.division,
        shown=SuggestionShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.number,
            one.participant,
            one.words,
            one.item,
            one.reason,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search="",
        named=(speaker.person,) if speaker and speaker.person else (),
        codes=(speaker.code,) if speaker and speaker.code else (),
    )
