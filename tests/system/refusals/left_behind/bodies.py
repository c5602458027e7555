"""Organisations, who sits in them, a list of the county's own, its rules, and tags, of which one was taken off."""

from operations.demo.cast import COUNTY, TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {"name": "旧工作站", "kind": "station", "division": TOWN}
    left.ended("/v1/organisations", body, left.administrator, {"reason": "撤销", "no_successor": True})
    sitting = {"person": left.cast.people["chair"], "organisation": left.council, "seat": "chair"}
    left.made("/v1/memberships", sitting, left.officer)
    other = {**sitting, "person": left.cast.people["liaison"], "seat": "member"}
    left.ended("/v1/memberships", other, left.officer, {"reason": "调离"})
    rule = {
        "organisation": left.council,
        "seat": "head",
        "role": "PARTY",
        "office_organisation": left.cast.organisations["party"],
    }
    left.ended("/v1/ex-officio-rules", rule, left.security, {"reason": "改为推选"})
    figures = {"organisation": left.council, "on": "2026-01-01", "authorised": 3, "in_post": 2}
    left.made("/v1/staff-figures", figures, left.officer)
    pilot = {"organisation": left.council, "stage": "pilot", "on": "2020-01-01"}
    ended = left.made("/v1/rollouts", pilot, left.officer)
    left.api.done(f"/v1/rollouts/{ended}/end", {"reason": "另行部署"}, left.officer)
    left.made("/v1/quotas", {"division": TOWN, "items": [{"category": "legal_workers", "least": 2}]}, left.officer)
    items = [{"code": "closed-loop", "label": "闭环协商", "family": "campaign"}]
    own = {"kind": "tags", "division": COUNTY, "title": "临泽县标签", "items": items}
    left.ended("/v1/label-lists", own, left.administrator, {"reason": "改用全国清单"})
    carried = {"collection": "organisations", "record": left.council, "tags": ["immersive"]}
    left.made("/v1/taggings", carried, left.officer)
    topic = {"collection": "topics", "record": left.stage.ids["topic"], "tags": ["stationed"]}
    gone = left.made("/v1/taggings", topic, left.officer)
    left.api.done(f"/v1/taggings/{gone}/take_off", {"tags": ["stationed"], "reason": "加错了"}, left.officer)
    kept = {"collection": "topics", "record": left.stage.ids["topic"], "kind": "not_public", "reason": "涉及隐私 𠮷"}
    marking = left.made("/v1/internal-markings", kept, left.officer)
    left.api.done(f"/v1/internal-markings/{marking}/lift", {"reason": "已了结"}, left.officer)
    _rules(left)


def _rules(left: Leaving) -> None:
    issuer = {"division": COUNTY, "organisation": left.cast.organisations["county_office"]}
    rules = {"kind": "rule", **issuer, "title": "工作推进组工作规则", "text": "每月例会"}
    left.made("/v1/rule-texts", rules, left.officer)
    repealed = left.made("/v1/rule-texts", rules, left.officer)
    left.api.done(f"/v1/rule-texts/{repealed}/repeal", {"reason": "并入手册"}, left.officer)
