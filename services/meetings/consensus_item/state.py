"""What is known of one matter: a part of the meeting's state."""

from dataclasses import dataclass
from enum import StrEnum

from services.meetings.consensus_item.events import Position


class State(StrEnum):
    RAISED = "raised"
    DRAFTED = "drafted"
    AGREED = "agreed"
    AGREED_WITH_RESERVATION = "agreed_with_reservation"
    NOT_AGREED = "not_agreed"
    SUPERSEDED = "superseded"


LABELS: dict[str, str] = {
    State.RAISED: "已提出",
    State.DRAFTED: "已拟文",
    State.AGREED: "达成共识",
    State.AGREED_WITH_RESERVATION: "保留意见",
    State.NOT_AGREED: "未达成",
    State.SUPERSEDED: "被后轮取代",
}


@dataclass(frozen=True)
class ConsensusItem:
    """`wordings` holds every version, the last one is in force. `result` stays when the item is superseded."""

    item_id: str
    state: State
    number: int
    title: str
    raised_by: str | None
    wordings: tuple[str, ...] = ()
    result: State | None = None
    positions: tuple[Position, ...] = ()
    reason: str | None = None
    supersedes: str | None = None
    superseded_by: str | None = None

    @property
    def wording(self) -> str | None:
        return self.wordings[-1] if self.wordings else None
