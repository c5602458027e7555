"""What can have happened to a matter on which a meeting seeks consensus."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Position:
    """Where a participant or a group stands: for, against, reserved."""

    position: str
    participant: str | None = None
    group: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ConsensusItemRaised:
    """A matter was put to the meeting (提出); `number` counts within the meeting.

    `participant` is who raised it, where he did so as one who is there; `raised_by` his account.
    """

    meeting_id: str
    item_id: str
    topic_id: str
    number: int
    title: str
    raised_by: str | None
    participant: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemDrafted:
    """The recorder put it into words (拟文)."""

    meeting_id: str
    item_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class ConsensusItemRedrafted:
    """The recorder put it into other words; the earlier ones are kept."""

    meeting_id: str
    item_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    """Nobody was against it or had a reservation (达成共识)."""

    meeting_id: str
    item_id: str
    topic_id: str
    number: int
    title: str
    wording: str
    positions: tuple[Position, ...]
    supersedes: str | None
    supersedes_meeting: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    """Nobody was against it, somebody had a reservation (保留意见)."""

    meeting_id: str
    item_id: str
    topic_id: str
    number: int
    title: str
    wording: str
    positions: tuple[Position, ...]
    supersedes: str | None
    supersedes_meeting: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemNotAgreed:
    """No consensus was found (未达成); `wording` is None where it was never put into words."""

    meeting_id: str
    item_id: str
    topic_id: str
    number: int
    title: str
    wording: str | None
    positions: tuple[Position, ...]
    supersedes: str | None
    supersedes_meeting: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ConsensusItemCarriedOver:
    """The meeting left it to a later round (留待下轮)."""

    meeting_id: str
    item_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemSuperseded:
    """An item of a later round, `by`, took its place (被后轮取代)."""

    meeting_id: str
    item_id: str
    by: str


ConsensusItemEvent: TypeAlias = (
    ConsensusItemRaised
    | ConsensusItemDrafted
    | ConsensusItemRedrafted
    | ConsensusItemAgreed
    | ConsensusItemAgreedWithReservation
    | ConsensusItemNotAgreed
    | ConsensusItemCarriedOver
    | ConsensusItemSuperseded
)
