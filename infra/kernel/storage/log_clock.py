"""The time that a log records: its service's clock, unless that runs behind what is recorded already.

A step back of up to a minute (clocks of two replicas, a clock that is set) is bridged with the log's own newest time. With
a clock that is further behind nothing is recorded: who was given days would get them at a time that never was.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import Unavailable
from infra.kernel.storage.store import EventStore

MOST_SKEW = timedelta(seconds=60)
# Other replicas write here too: how late may what they wrote be seen?
LOOK_SECONDS = 1.0
TRY_AGAIN_SECONDS = 60

log = structlog.get_logger("shangliang.clock")


class LogClock:
    """`now` of a service's clock, never behind its log. `elapsed` is the machine's own clock that nobody can set."""

    def __init__(
        self, now: Callable[[], datetime], store: EventStore, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self._now, self._store, self._elapsed = now, store, elapsed
        self._newest, self._looked_at = "", float("-inf")

    def now(self) -> datetime:
        """The time to record. Raises Unavailable when the clock is more than a minute behind the log."""
        now, newest = self._now(), self._newest_recorded()
        if stamp(now) >= newest:
            return now
        behind = moment(newest) - now
        if behind <= MOST_SKEW:
            return moment(newest)
        log.error("the clock is behind the log; nothing is recorded", seconds=round(behind.total_seconds()))
        raise Unavailable(
            f"系统时钟落后于记录，请管理员校时后重试 The clock is {_said(behind)} behind what is recorded: "
            "nothing is recorded until it is set right",
            retry_after=TRY_AGAIN_SECONDS,
        )

    def alarm(self) -> str | None:
        """What is wrong and what to do, when the clock is that far behind."""
        now, newest = self._now(), self._newest_recorded()
        if not newest or (behind := moment(newest) - now) <= MOST_SKEW:
            return None
        return (
            f"the clock ({stamp(now)}) is {_said(behind)} behind the log ({newest}): commands are refused (503) until it "
            "is right; set it by NTP"
        )

    def _newest_recorded(self) -> str:
        if self._elapsed() - self._looked_at > LOOK_SECONDS:
            self._newest = max(self._newest, self._store.newest_recorded() or "")
            self._looked_at = self._elapsed()
        self._newest = max(self._newest, self._store.recorded_here)
        return self._newest


def _said(behind: timedelta) -> str:
    return f"{behind.total_seconds():.0f} seconds"
