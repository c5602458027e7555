"""What can be read of a consensus item. Depends on the item's own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.consensus_item.events import Position
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class ItemShown:
    meeting: str
    topic: str
    round: int
    number: int
    title: str
    wording: str | None
    wordings: tuple[str, ...]
    raised_by: str | None
    result: str | None
    positions: tuple[Position, ...]
    reason: str | None
    supersedes: str | None
    superseded_by: str | None


def row(meeting: Meeting, item_id: str) -> ReadRow:
    item = meeting.items[item_id]
    return ReadRow(
        division=meeting.division,
        shown=ItemShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            item.number,
            item.title,
            item.wording,
            item.wordings,
            item.raised_by,
            item.result,
            item.positions,
            item.reason,
            item.supersedes,
            item.superseded_by,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=f"{item.title} {item.wording or ''}".strip(),
    )
