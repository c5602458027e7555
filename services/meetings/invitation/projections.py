"""What can be read of why somebody was invited. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class InvitationShown:
    meeting: str
    topic: str
    round: int
    participant: str
    category: str
    reason: str
    trade: str | None
    levels: tuple[str, ...]
    language: str | None
    identity: str | None
    text: str | None
    given_at: datetime | None


def row(meeting: Meeting, invitation_id: str) -> ReadRow:
    one = meeting.parts.invitations[invitation_id]
    return ReadRow(
        division=meeting.division,
        shown=InvitationShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.told.participant,
            one.told.category,
            one.told.reason,
            one.told.trade,
            one.told.levels,
            one.told.language,
            one.told.identity,
            one.text,
            one.given_at,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=one.told.trade or "",
        named=(one.told.person,) if one.told.person else (),
        codes=(one.told.code,) if one.told.code else (),
    )
