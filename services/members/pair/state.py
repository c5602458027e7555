"""What is known of a pair, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.pair import events as happened
from services.members.pair.events import PairActivityHeld, PairEvent, PairMade, PlacementMade


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """`reason` is why it ended."""

    pair_id: str
    state: State
    told: PairMade
    activities: tuple[PairActivityHeld, ...] = ()
    placements: tuple[PlacementMade, ...] = ()
    reason: str | None = None


def evolve(one: Pair | None, event: PairEvent) -> Pair:
    if isinstance(event, PairMade):
        return Pair(event.pair_id, State.ACTIVE, event)
    assert one is not None
    match event:
        case PairActivityHeld():
            return replace(one, activities=(*one.activities, event))
        case PlacementMade():
            return replace(one, placements=(*one.placements, event))
        case happened.PairEntryStruck():
            return struck(one, event.entry)
        case happened.PairEnded():
            return replace(one, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


def struck(one: Pair, entry: str) -> Pair:
    return replace(
        one,
        activities=tuple(held for held in one.activities if held.entry != entry),
        placements=tuple(made for made in one.placements if made.entry != entry),
    )
