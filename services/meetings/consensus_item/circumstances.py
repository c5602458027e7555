"""The circumstances of a command: where a consensus item stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.consensus_item.commands import RaiseItem, SettleItem
from services.meetings.consensus_item.domain import (
    EarlierItem,
    Facts,
)
from services.meetings.consensus_item.state import ConsensusItem
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, item_id: str) -> Place:
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        attendees=meeting.attendees,
        attendee_codes=meeting.attendee_codes,
    )


def place_of_new(lookups: Lookups, meeting: Meeting, command: RaiseItem) -> Place:
    return place(meeting, command.item_id)


def facts(lookups: Lookups, meeting: Meeting, command: object) -> Facts:
    if isinstance(command, SettleItem) and command.supersedes:
        return Facts(meeting, lookups.one(EarlierItem, "items", command.supersedes))
    return Facts(meeting)


def part(meeting: Meeting, item_id: str) -> ConsensusItem | None:
    return meeting.items.get(item_id)
