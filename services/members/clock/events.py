"""What can have happened to the site's clock."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ClockStarted:
    """The site began with real time."""

    clock_id: str


@dataclass(frozen=True, slots=True)
class ClockAdvanced:
    """Domain time was moved forward by `days`; it is `offset_days` ahead of real time from now on."""

    clock_id: str
    days: int
    offset_days: int


ClockEvent: TypeAlias = ClockStarted | ClockAdvanced
