"""A contest with an entry that waits and one that was turned down, and a contest that was cancelled."""

from operations.demo.cast import COUNTY, TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    api, office = left.api, left.cast.organisations["county_office"]
    days = {"submit_until": "2031-03-03", "vote_from": "2031-03-10", "vote_until": "2031-03-14"}
    body = {"title": "案例评选", "text": "征集案例", "division": COUNTY, "organisation": office, **days}
    contest = left.made("/v1/contests", body, left.officer)
    told = {"title": "校门口", "text": "错峰放学", "division": TOWN, "organisation": office}
    for further in ("", "turn_down"):
        case = left.made("/v1/cases", told, left.officer)
        api.done(f"/v1/cases/{case}/submit", {}, left.officer)
        entry = left.made(f"/v1/contests/{contest}/entries", {"case": case, "organisation": office}, left.officer)
        if further:
            api.done(f"/v1/contests/{contest}/entries/{entry}/{further}", {"reason": "重复"}, left.officer)
    cancelled = left.made("/v1/contests", body, left.officer)
    api.done(f"/v1/contests/{cancelled}/cancel", {"reason": "改期"}, left.officer)
