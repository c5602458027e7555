"""What is known of a destruction, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.destruction import events as happened
from services.members.destruction.events import DestructionEvent
from services.members.key_rules import Requested


class State(StrEnum):
    REQUESTED = "requested"
    DESTROYED = "destroyed"
    REFUSED = "refused"


LABELS: dict[str, str] = {
    State.REQUESTED: "待批准销毁",
    State.DESTROYED: "已销毁",
    State.REFUSED: "未批准",
}


@dataclass(frozen=True, slots=True)
class Destruction:
    """`reason` is that of the request, or of its refusal."""

    destruction_id: str
    state: State
    person: str
    ground: str
    reason: str
    requested: Requested


def evolve(destruction: Destruction | None, event: DestructionEvent) -> Destruction:
    match event:
        case happened.DestructionRequested():
            requested = Requested(event.requested_by, event.requested_as)
            return Destruction(
                event.destruction_id, State.REQUESTED, event.person, event.ground, event.reason, requested
            )
        case happened.DestructionApproved():
            assert destruction is not None
            return replace(destruction, state=State.DESTROYED)
        case happened.DestructionRefused():
            assert destruction is not None
            return replace(destruction, state=State.REFUSED, reason=event.reason)
        case _:
            assert_never(event)
