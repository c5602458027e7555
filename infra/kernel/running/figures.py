"""What one process of a service counts of its own work since it began."""

import os
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from infra.kernel.base.clock import moment
from infra.kernel.base.problems import Refusal
from infra.kernel.base.version import VERSION
from infra.kernel.contract.envelope import Recorded


class Figures:
    """Sums that only grow. `replica` tells whose they are: each replica of a service counts for itself."""

    def __init__(self) -> None:
        self.replica = f"{socket.gethostname()}-{os.getpid()}"
        self._counts: Counter[str] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._refusals: Counter[str] = Counter()
        self._numbered, self._numbering_seconds = 0, 0.0

    def measured(self, command: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Counts and times a command, and counts its refusal."""
        started = time.monotonic()
        try:
            return work()
        except Refusal as refusal:
            self._refusals[refusal.name] += 1
            raise
        finally:
            self._counts[command] += 1
            self._seconds[command] += time.monotonic() - started

    def numbered(self, events: Iterable[Recorded], now: datetime) -> None:
        """How long these events have waited for their positions."""
        for event in events:
            self._numbered += 1
            self._numbering_seconds += age(event.recorded_at, now)

    def shown(self) -> dict[str, Any]:
        commands = {name: {"count": count, "seconds": self._seconds[name]} for name, count in self._counts.items()}
        return {
            "version": VERSION,
            "replica": self.replica,
            "commands": commands,
            "refusals": dict(self._refusals),
            "numbering": {"count": self._numbered, "seconds": self._numbering_seconds},
        }


def age(recorded_at: str, now: datetime) -> float:
    """Seconds; none when the demo clock was moved in between."""
    return max(0.0, (now - moment(recorded_at)).total_seconds())
