"""The demo clock: moves domain time a day at a time, and waits each time until all that fell due has been applied."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import eventlet

from gateway.http.services import SERVICES, Services
from infra.kernel.base.calls import CommandCall
from infra.kernel.base.problems import Unavailable
from services.members.clock import schemas

SETTLE_SECONDS = 30.0
DAY = timedelta(days=1)


class DayByDay:
    """Called with the command `advance {"days": N}`; answers the last day's answer."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self, call: CommandCall) -> dict[str, Any]:
        days = call.body.get("days")
        if not isinstance(days, int) or isinstance(days, bool) or not 1 < days <= schemas.MOST_DAYS:
            answer = self._a_day(call, call.body, 0)
            self._settled(int(answer["offset_days"]))
            return answer
        now, quiet_until = self._settled(0)
        for day in range(days):
            now += DAY
            due = quiet_until is not None and quiet_until <= now
            answer = self._a_day(call, {**call.body, "days": 1}, day)
            if due or day == days - 1:
                now, quiet_until = self._settled(int(answer["offset_days"]))
        return answer

    def _a_day(self, call: CommandCall, body: dict[str, Any], day: int) -> dict[str, Any]:
        return self._services.call("members", "command", replace(call, body=body, key=f"{call.key}/{day}"))

    def _settled(self, offset_days: int) -> tuple[datetime, datetime | None]:
        """Domain time, and when something next falls due, once the picture was twice the same and quiet.

        Quiet: nobody has anything numbered, pending or due that others have not applied. Raises Unavailable.
        """
        deadline, before = time.monotonic() + SETTLE_SECONDS, None
        while time.monotonic() < deadline:
            standings = {name: self._services.call(name, "status", None) for name in SERVICES}
            picture = {name: (one["position"], one["cursors"]) for name, one in standings.items()}
            if _quiet(standings, offset_days) and picture == before:
                times = [datetime.fromisoformat(one["next_due"]) for one in standings.values() if one["next_due"]]
                return datetime.fromisoformat(standings["members"]["now"]), min(times, default=None)
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
