"""Contact relations, assignments to the grid, targets, problems and profiles: of each one that runs, and one that has ended."""

from operations.demo.cast import COUNTY, TOWN
from tests.system.api import token
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    """After the postings: the chair is a member by then."""
    relation = {"division": COUNTY, "link": "standing_to_member", "by": left.cast.people["office_head"]}
    contacted = {**relation, "whom": left.cast.people["chair"]}
    made = left.made("/v1/contact-relations", contacted, left.officer)
    entry = {"persons": 1, "form": "visit", "matter": "了解履职情况"}
    left.api.done(f"/v1/contact-relations/{made}/log", entry, left.officer)
    own = {"division": COUNTY, "link": "member_to_sector", "by": left.cast.people["chair"], "sector": "教育界"}
    left.ended("/v1/contact-relations", own, left.officer, {"reason": "调整"})
    member = next(
        one for one in left.api.items("/v1/members", token(left.suite.site, "AUD")) if one["state"] == "active"
    )
    cell = {"member": member["id"], "division": TOWN, "cell": "沙河-07"}
    left.made("/v1/grid-assignments", cell, left.officer)
    left.ended("/v1/grid-assignments", {**cell, "cell": "沙河-08"}, left.officer, {"reason": "调整"})
    target = {"division": COUNTY, "organisation": left.cast.organisations["county_office"], "text": "各乡镇至少一处"}
    counted = {"counted": "venues", "number": 1, "units": [TOWN], "due": "2031-12-31"}
    left.made("/v1/targets", {**target, **counted}, left.officer)
    dropped = left.made("/v1/targets", {**target, **counted}, left.officer)
    left.api.done(f"/v1/targets/{dropped}/drop", {"reason": "并入年度任务"}, left.officer)
    problem = left.made("/v1/problems", {"division": TOWN, "text": "减速带尚缺两处"}, left.officer)
    left.api.done(f"/v1/problems/{problem}/solve", {"how": "已增设"}, left.officer)
    left.made("/v1/problems", {"division": TOWN, "text": "路灯不亮"}, left.officer)
    expertise = {"division": COUNTY, "expertise": ["教育"]}
    left.made("/v1/profiles", {**expertise, "person": left.cast.people["chair"]}, left.officer)
    left.ended("/v1/profiles", {**expertise, "organisation": left.council}, left.officer, {"reason": "调整"})
