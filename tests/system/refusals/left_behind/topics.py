"""A plan; a topic that is being prepared, with rules that it cites, a planned meeting, an invited participant and pre-work."""

from operations.demo.acts import raise_topic
from operations.demo.cast import COUNTY, TOWN
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    chair = left.cast.headers["chair"]
    plan = {"title": "年度计划", "division": TOWN, "organisation": left.council, "period": "2026"}
    left.made("/v1/plans", plan, chair)
    raise_topic.play(left.stage)
    topic = left.stage.ids["topic"]
    left.api.done(f"/v1/topics/{topic}/open_round", {}, chair)
    body = {"topic": topic, "round": 1, "form": "council", "mode": "onsite", "place": "议事室"}
    meeting = f"/v1/meetings/{left.made('/v1/meetings', body, chair)}"
    guest = {"kind": "fixed", "duty": "speaker", "person": left.cast.people["member"]}
    invited = left.made(f"{meeting}/participants", guest, left.cast.headers["liaison"])
    left.api.done(f"{meeting}/pre-work", {"participant": invited, "task": "走访学校", "due": "2099-03-01"}, chair)
    office = {"division": COUNTY, "organisation": left.cast.organisations["county_office"]}
    opinion = {"kind": "opinion", **office, "title": "实施意见", "text": "一、总体要求", "valid_from": "2020-01-01"}
    for further in ("", "withdraw"):
        cited = {
            "collection": "topics",
            "record": topic,
            "rule_text": left.made("/v1/rule-texts", opinion, left.officer),
        }
        citation = left.made("/v1/rule-citations", cited, chair)
        if further:
            left.api.done(f"/v1/rule-citations/{citation}/{further}", {"reason": "误写"}, chair)
    draft = {"title": "路灯", "background": "不亮", "division": TOWN, "organisation": left.council, "source": "society"}
    scores = [{"code": code, "given": 8} for code in ("small", "sound", "wide")]
    for further in ("", "withdraw"):
        scored = {"topic": left.made("/v1/topics", draft, chair), "scores": scores}
        scoring = left.made("/v1/scorings", scored, chair)
        if further:
            left.api.done(f"/v1/scorings/{scoring}/{further}", {"reason": "误评"}, chair)
