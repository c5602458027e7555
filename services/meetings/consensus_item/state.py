"""What is known of one matter: a part of the meeting's state."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.meetings.consensus_item import events as happened
from services.meetings.consensus_item.events import ConsensusItemEvent, ConsensusItemRaised, Position


class State(StrEnum):
    RAISED = "raised"
    DRAFTED = "drafted"
    AGREED = "agreed"
    AGREED_WITH_RESERVATION = "agreed_with_reservation"
    NOT_AGREED = "not_agreed"
    CARRIED_OVER = "carried_over"
    SUPERSEDED = "superseded"


LABELS: dict[str, str] = {
    State.RAISED: "已提出",
    State.DRAFTED: "已拟文",
    State.AGREED: "达成共识",
    State.AGREED_WITH_RESERVATION: "保留意见",
    State.NOT_AGREED: "未达成",
    State.CARRIED_OVER: "留待下轮",
    State.SUPERSEDED: "被后轮取代",
}


OPEN = (State.RAISED, State.DRAFTED)


Settled: TypeAlias = (
    happened.ConsensusItemAgreed | happened.ConsensusItemAgreedWithReservation | happened.ConsensusItemNotAgreed
)


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


def evolve_item(item: ConsensusItem | None, event: ConsensusItemEvent) -> ConsensusItem:
    if isinstance(event, ConsensusItemRaised):
        return ConsensusItem(event.item_id, State.RAISED, event.number, event.title, event.raised_by)
    assert item is not None
    match event:
        case happened.ConsensusItemDrafted() | happened.ConsensusItemRedrafted():
            return replace(item, state=State.DRAFTED, wordings=(*item.wordings, event.wording))
        case happened.ConsensusItemAgreed():
            return _settled(item, State.AGREED, event)
        case happened.ConsensusItemAgreedWithReservation():
            return _settled(item, State.AGREED_WITH_RESERVATION, event)
        case happened.ConsensusItemNotAgreed():
            return replace(_settled(item, State.NOT_AGREED, event), reason=event.reason)
        case happened.ConsensusItemCarriedOver():
            return replace(item, state=State.CARRIED_OVER)
        case happened.ConsensusItemSuperseded():
            return replace(item, state=State.SUPERSEDED, superseded_by=event.by)
        case _:
            assert_never(event)


def _settled(item: ConsensusItem, result: State, event: Settled) -> ConsensusItem:
    return replace(item, state=result, result=result, positions=event.positions, supersedes=event.supersedes)
