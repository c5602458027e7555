"""The policies of meetings, what it does when something has happened: it follows its own events across records."""

from dataclasses import dataclass

from services.meetings.attendance.commands import MarkAbsent
from services.meetings.consensus_item.commands import SupersedeItem


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    meeting_id: str
    awaited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    item_id: str
    supersedes: str | None
    supersedes_meeting: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    item_id: str
    supersedes: str | None
    supersedes_meeting: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemNotAgreed:
    item_id: str
    supersedes: str | None
    supersedes_meeting: str | None


def on_meeting_ended(event: MeetingEnded, facts: None) -> list[MarkAbsent]:
    return [MarkAbsent(participant_id, event.meeting_id) for participant_id in event.awaited]


def on_item_settled(
    event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation | ConsensusItemNotAgreed, facts: None
) -> list[SupersedeItem]:
    """The item of the earlier round is in another meeting's stream, so it follows by a command of its own."""
    if event.supersedes is None or event.supersedes_meeting is None:
        return []
    return [SupersedeItem(event.supersedes, event.supersedes_meeting, event.item_id)]
