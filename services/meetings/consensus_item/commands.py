"""What can be asked about the matters on which a meeting seeks consensus."""

from dataclasses import dataclass

from services.meetings.consensus_item.events import Position


@dataclass(frozen=True, slots=True)
class RaiseItem:
    item_id: str
    meeting_id: str
    title: str
    actor_person: str | None = None
    actor_role: str = ""
    actor_participant: str | None = None


@dataclass(frozen=True, slots=True)
class DraftItem:
    item_id: str
    meeting_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class RedraftItem:
    item_id: str
    meeting_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class SettleItem:
    """`reason` is there exactly when the result is not_agreed."""

    item_id: str
    meeting_id: str
    result: str
    positions: tuple[Position, ...]
    supersedes: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CarryOverItem:
    item_id: str
    meeting_id: str


@dataclass(frozen=True, slots=True)
class SupersedeItem:
    item_id: str
    meeting_id: str
    by: str
