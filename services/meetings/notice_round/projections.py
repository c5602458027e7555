"""What can be read of a round of notices to some categories. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class NoticeRoundShown:
    meeting: str
    topic: str
    round: int
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    categories: tuple[str, ...]
    text: str | None
    recipients: int
    sent_at: datetime


def row(meeting: Meeting, notice_round_id: str) -> ReadRow:
    one = meeting.parts.notice_rounds[notice_round_id]
    return ReadRow(
        division=meeting.division,
        shown=NoticeRoundShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.told.kinds,
            one.told.groups,
            one.told.categories,
            one.told.text,
            one.told.recipients,
            one.told.sent_at,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=one.told.text or "",
    )
