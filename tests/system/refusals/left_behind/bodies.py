"""Organisations, and a list of the county's own, and tags, of which one was taken off."""

from operations.demo.cast import COUNTY, TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {"name": "旧工作站", "kind": "station", "division": TOWN}
    left.ended("/v1/organisations", body, left.administrator, {"reason": "撤销", "no_successor": True})
    items = [{"code": "closed-loop", "label": "闭环协商", "family": "campaign"}]
    own = {"kind": "tags", "division": COUNTY, "title": "临泽县标签", "items": items}
    left.ended("/v1/label-lists", own, left.administrator, {"reason": "改用全国清单"})
    carried = {"collection": "organisations", "record": left.council, "tags": ["immersive"]}
    left.made("/v1/taggings", carried, left.officer)
    topic = {"collection": "topics", "record": left.stage.ids["topic"], "tags": ["stationed"]}
    gone = left.made("/v1/taggings", topic, left.officer)
    left.api.done(f"/v1/taggings/{gone}/take_off", {"tags": ["stationed"], "reason": "加错了"}, left.officer)
