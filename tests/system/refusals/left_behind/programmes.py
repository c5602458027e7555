"""A programme, and one that has ended."""

from operations.demo.cast import COUNTY
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    office = left.cast.organisations["county_office"]
    body = {"name": "双助推行动", "division": COUNTY, "organisation": office}
    left.made("/v1/programmes", body, left.officer)
    left.ended("/v1/programmes", body, left.officer, {"reason": "任务完成"})
