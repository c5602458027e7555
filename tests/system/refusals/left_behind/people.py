"""People, offices, members and accounts."""

from operations.demo.cast import COUNTY
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    people, station = left.cast.people, left.cast.organisations["station"]
    left.ended("/v1/people", {"name": "调离的人"}, left.administrator, {"reason": "调离"})
    office = {"person": people["chair"], "organisation": station, "role": "LIA"}
    left.ended("/v1/offices", office, left.security, {"reason": "免职"})
    member = {"person": people["liaison"], "committee_division": COUNTY, "sector": "教育界", "term": "第九届"}
    left.ended("/v1/members", member, left.administrator, {"reason": "届满"})
    whose = {"person": people["liaison"], "reason": "本人申请"}
    sealing = left.made("/v1/sealings", {**whose, "ground": "disputed"}, left.security)
    left.api.done(f"/v1/sealings/{sealing}/refuse", {"reason": "依据不足"}, left.administrator)
    left.made("/v1/sealings", {**whose, "ground": "request"}, left.security)
    destruction = left.made("/v1/destructions", {**whose, "ground": "purpose_met"}, left.security)
    left.api.done(f"/v1/destructions/{destruction}/refuse", {"reason": "期限未满"}, left.administrator)
    left.made("/v1/destructions", {**whose, "ground": "request"}, left.security)
    for person, name, further in (
        ("chair", "zhao.qiang", ""),
        ("liaison", "li.min", "lock"),
        ("recorder", "sun.li", "end"),
    ):
        body = {"person": people[person], "name": name, "password": "a long pass phrase"}
        account = left.made("/v1/accounts", body, left.security)
        if further:
            left.api.done(f"/v1/accounts/{account}/{further}", {"reason": "调整"}, left.security)
