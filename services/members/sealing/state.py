"""What is known of a sealing, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.key_rules import Requested
from services.members.sealing import events as happened
from services.members.sealing.events import SealingEvent, SealingRequested


class State(StrEnum):
    REQUESTED = "requested"
    SEALED = "sealed"
    LIFTING_REQUESTED = "lifting_requested"
    LIFTED = "lifted"
    REFUSED = "refused"


LABELS: dict[str, str] = {
    State.REQUESTED: "待批准封存",
    State.SEALED: "已封存",
    State.LIFTING_REQUESTED: "待批准解封",
    State.LIFTED: "已解封",
    State.REFUSED: "未批准",
}
ENDED = (State.LIFTED, State.REFUSED)


@dataclass(frozen=True, slots=True)
class Sealing:
    """`reason` and `requested` are those of the last request, or the reason of its refusal."""

    sealing_id: str
    state: State
    person: str
    ground: str
    reason: str
    requested: Requested


def evolve(sealing: Sealing | None, event: SealingEvent) -> Sealing:
    if isinstance(event, SealingRequested):
        requested = Requested(event.requested_by, event.requested_as)
        return Sealing(event.sealing_id, State.REQUESTED, event.person, event.ground, event.reason, requested)
    assert sealing is not None
    match event:
        case happened.SealingApproved():
            return replace(sealing, state=State.SEALED)
        case happened.SealingRefused():
            return replace(sealing, state=State.REFUSED, reason=event.reason)
        case happened.SealLiftingRequested():
            requested = Requested(event.requested_by, event.requested_as)
            return replace(sealing, state=State.LIFTING_REQUESTED, reason=event.reason, requested=requested)
        case happened.SealLifted():
            return replace(sealing, state=State.LIFTED)
        case happened.SealLiftingRefused():
            return replace(sealing, state=State.SEALED, reason=event.reason)
        case _:
            assert_never(event)
