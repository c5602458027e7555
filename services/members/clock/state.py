"""What is known of the site's clock, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.clock.events import ClockAdvanced, ClockEvent, ClockStarted


class State(StrEnum):
    RUNNING = "running"


LABELS: dict[str, str] = {
    State.RUNNING: "运行",
}


@dataclass(frozen=True, slots=True)
class SiteClock:
    clock_id: str
    state: State
    offset_days: int


def evolve(clock: SiteClock | None, event: ClockEvent) -> SiteClock:
    match event:
        case ClockStarted():
            return SiteClock(event.clock_id, State.RUNNING, 0)
        case ClockAdvanced():
            assert clock is not None
            return replace(clock, offset_days=event.offset_days)
        case _:
            assert_never(event)
