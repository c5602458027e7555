"""Organisations, and who sits in them."""

from operations.demo.cast import TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {"name": "旧工作站", "kind": "station", "division": TOWN}
    left.ended("/v1/organisations", body, left.administrator, {"reason": "撤销", "no_successor": True})
    sitting = {"person": left.cast.people["chair"], "organisation": left.council, "seat": "chair"}
    left.made("/v1/memberships", sitting, left.officer)
    other = {**sitting, "person": left.cast.people["liaison"], "seat": "member"}
    left.ended("/v1/memberships", other, left.officer, {"reason": "调离"})
    items = [{"category": "legal_workers", "least": 2}]
    left.made("/v1/quotas", {"division": TOWN, "items": items}, left.officer)
