"""A telling as its events left it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.outcomes.telling.events import TellingAcknowledged, TellingEvent, TellingMade


class State(StrEnum):
    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"


LABELS: dict[str, str] = {State.TOLD: "已告知", State.ACKNOWLEDGED: "已阅"}


@dataclass(frozen=True)
class Telling:
    telling_id: str
    state: State
    made: TellingMade


def evolve(telling: Telling | None, event: TellingEvent) -> Telling:
    match event:
        case TellingMade():
            return Telling(event.telling_id, State.TOLD, event)
        case TellingAcknowledged():
            assert telling is not None
            return replace(telling, state=State.ACKNOWLEDGED)
        case _:
            assert_never(event)
