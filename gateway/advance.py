"""The demo clock: moves domain time a day at a time, and each day waits until all that falls due has been applied."""

import time
from dataclasses import replace
from typing import Any

import eventlet

from gateway.services import SERVICES, Services
from infra.kernel.calls import CommandCall
from infra.kernel.problems import Unavailable

MOST_DAYS = 3660
SETTLE_SECONDS = 30.0


class Advance:
    """Called with the command `advance {"days": N}`; answers the last day's answer."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self, call: CommandCall) -> dict[str, Any]:
        days = call.body.get("days")
        if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
            return self._services.call("members", "command", call)
        answer: dict[str, Any] = {}
        for day in range(days):
            one_day = replace(call, body={**call.body, "days": 1}, key=f"{call.key}/{day}")
            answer = self._services.call("members", "command", one_day)
            self._settle(int(answer["offset_days"]))
        return answer

    def _settle(self, offset_days: int) -> None:
        """Twice the same quiet picture: nobody has anything numbered, pending or due that others have not applied."""
        deadline, before = time.monotonic() + SETTLE_SECONDS, None
        while time.monotonic() < deadline:
            standings = {name: self._services.call(name, "status", None) for name in SERVICES}
            picture = {name: (one["position"], one["cursors"]) for name, one in standings.items()}
            if _quiet(standings, offset_days) and picture == before:
                return
            before = picture
            eventlet.sleep(0.005)
        raise Unavailable("到期事项尚未全部处理完，请稍后查看 What fell due is still being worked on", retry_after=5)


def _quiet(standings: dict[str, dict[str, Any]], offset_days: int) -> bool:
    return all(
        one["offset_days"] >= offset_days
        and one["unnumbered"] == 0
        and one["pending"] == 0
        and one["due"] == 0
        and all(position >= standings[producer]["position"] for producer, position in one["cursors"].items())
        for one in standings.values()
    )
