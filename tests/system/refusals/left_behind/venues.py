"""A venue that has ended, and one with a booking and another that was cancelled."""

from operations.demo.cast import TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {"name": "议事室", "division": TOWN, "organisation": left.council, "tier": "hall"}
    left.ended("/v1/venues", body, left.administrator, {"reason": "停用"})
    venue = left.made("/v1/venues", {**body, "name": "沙河镇议事厅"}, left.administrator)
    booking = {
        "starts_at": "2031-03-03T09:00:00+08:00",
        "ends_at": "2031-03-03T11:00:00+08:00",
        "organisation": left.council,
        "purpose": "接待群众",
    }
    left.made(f"/v1/venues/{venue}/bookings", booking, left.officer)
    other = {**booking, "starts_at": "2031-03-04T09:00:00+08:00", "ends_at": "2031-03-04T11:00:00+08:00"}
    cancelled = left.made(f"/v1/venues/{venue}/bookings", other, left.officer)
    left.api.done(f"/v1/venues/{venue}/bookings/{cancelled}/cancel", {"reason": "改期"}, left.officer)
