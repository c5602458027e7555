"""Every client's line: what each waits for, and which is given up when there are too many.

A line waits for its client (to ask, or to take its answer), or its client waits for us. Only the former is ever given
up: first who asks nothing, then who has been at it for a while, each time the one that has waited longest.
"""

import time
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import Any

from eventlet import greenio

GRACE_SECONDS = 2.0


class Waits(IntEnum):
    """What a line waits for, in the order in which it is given up."""

    FOR_A_REQUEST = 0
    FOR_THE_REST = 1
    TO_BE_READ = 2
    FOR_US = 3


class Line:
    """One client's connection. `address` is (host, port)."""

    def __init__(self, sock: Any, address: Any, now: Callable[[], float] = time.monotonic) -> None:
        self.sock, self.address, self._now = sock, address, now
        self.waits, self.since = Waits.FOR_A_REQUEST, now()
        self.given_up = False

    def becomes(self, waits: Waits) -> None:
        if waits != self.waits:
            self.waits, self.since = waits, self._now()

    def give_up(self) -> None:
        """Whoever reads from it or writes to it finds it closed, and closes it."""
        self.given_up = True
        greenio.shutdown_safe(self.sock)


class Lines:
    """All lines of a server; at most `most`, not counting those that are on their way out."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now = most, now
        self._lines: set[Line] = set()

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(tuple(self._lines))

    def add(self, line: Line) -> None:
        self._lines.add(line)

    def gone(self, line: Line) -> None:
        self._lines.discard(line)

    def make_room(self) -> bool:
        """True when there is room for one more; for that a line may have been given up."""
        staying = [line for line in self._lines if not line.given_up]
        if len(staying) < self._most:
            return True
        found = min((line for line in staying if self._may_go(line)), key=_first_to_go, default=None)
        if found is not None:
            found.give_up()
        return found is not None

    def give_up_idle(self) -> None:
        for line in self:
            if line.waits == Waits.FOR_A_REQUEST:
                line.give_up()

    def _may_go(self, line: Line) -> bool:
        if line.waits in (Waits.FOR_THE_REST, Waits.TO_BE_READ):
            return self._now() - line.since >= GRACE_SECONDS
        return line.waits == Waits.FOR_A_REQUEST


def _first_to_go(line: Line) -> tuple[int, float]:
    return line.waits, line.since
