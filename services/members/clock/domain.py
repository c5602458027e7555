"""What is allowed with the site's clock, and what changes."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.clock.commands import AdvanceClock
from services.members.clock.events import ClockAdvanced, ClockEvent, ClockStarted
from services.members.rules import ClockMustNotGoTooFar

MOST_DAYS = 36500


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


def advance_clock(clock: SiteClock, command: AdvanceClock, facts: None) -> list[ClockEvent]:
    offset_days = clock.offset_days + command.days
    if offset_days > MOST_DAYS:
        raise ClockMustNotGoTooFar
    return [ClockAdvanced(command.clock_id, command.days, offset_days)]


def evolve(clock: SiteClock | None, event: ClockEvent) -> SiteClock:
    match event:
        case ClockStarted():
            return SiteClock(event.clock_id, State.RUNNING, 0)
        case ClockAdvanced():
            assert clock is not None
            return replace(clock, offset_days=event.offset_days)
        case _:
            assert_never(event)
