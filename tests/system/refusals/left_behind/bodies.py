"""Organisations."""

from operations.demo.cast import TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {"name": "旧工作站", "kind": "station", "division": TOWN}
    left.ended("/v1/organisations", body, left.administrator, {"reason": "撤销", "no_successor": True})
