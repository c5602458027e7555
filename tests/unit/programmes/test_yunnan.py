"""Yunnan province: topics from three sources and posted, a clean town's seventeen projects and their money, a covenant that binds."""

from collections import Counter
from typing import Any

from tests.unit.programmes.council import Council
from tests.unit.programmes.county import ANYBODY, County

SHILIN = {"53": "云南省", "5301": "昆明市", "530126": "石林彝族自治县", "530126003": "板桥街道"}
GENGMA = {"53": "云南省", "5309": "临沧市", "530926": "耿马傣族佤族自治县", "530926103": "孟定镇"}
DAYAO = {"53": "云南省", "5323": "楚雄彝族自治州", "532326": "大姚县", "532326103": "六苴镇", "532326103201": "小河村"}
PHOTO = b"\xff\xd8\xff\xe0 the notice on the wall of the village office \xff\xd9"
EIGHTEEN_MILLION = 18_000_000


def council_of(at: County, county: str, division: str, place: str) -> Council:
    at.found("cppcc_office", county, "县政协办公室")
    return Council(at, division, f"{place}协商议事会", f"{place}党委", at.appoint("县政协干部", "OFF", "县政协办公室"))


def test_topics_of_the_party_the_government_and_society_are_posted_for_everybody_to_object() -> None:
    at = County(SHILIN, 2021, 3, 1)
    council = council_of(at, "530126", "530126003", "板桥街道")
    at.found("government", "530126003", "板桥街道办事处")
    government = at.appoint("办事处主任", "GOV", "板桥街道办事处")
    set_by = (("party", council.party), ("government", government), ("society", council.liaison))
    topics: list[str] = []
    for source, by in set_by:
        topic = council.drafted(by, f"议题（{source}）", "切口小、关联广", source)
        council.approved(topic, f"板街党发〔2021〕{len(topics) + 1}号")
        proof = at.at["topics"].files.add("image/jpeg", PHOTO)
        at.give(council.liaison, "topics.post_notice", topic, files=[proof])
        topics.append(topic)
    at.give(ANYBODY, "topics.lodge_objection", topics[1], reason="还应听取沿街商户意见", name="路过的村民")
    at.wait(12)

    shown = [at.shown("topics", one) for one in topics]
    assert Counter(one["source"] for one in shown) == {"party": 1, "government": 1, "society": 1}
    assert [one["objections"] for one in shown] == [0, 1, 0]
    assert all(len(one["files"]) == 1 and one["notice_until"] for one in shown)
    assert {one["state"] for one in shown} == {"preparing"}
    public = at.shown("topics", topics[1], ANYBODY)
    assert (public["objections"], "路过的村民" in str(public)) == (1, False)


def test_a_meeting_with_merchants_from_myanmar_leads_to_seventeen_projects_and_their_money() -> None:
    at = County(GENGMA, 2020, 6, 1)
    council = council_of(at, "530926", "530926103", "孟定镇")
    groups = ["村民", "农贸市场", "餐饮店", "缅甸客商"]
    topic = council.drafted(
        council.party, "洁净城市孟定行动", "共商共建共享美丽城市", "party", stakeholder_groups=groups
    )
    council.noticed(council.approved(topic, "孟党发〔2020〕21号"))
    held = council.meeting(topic, *({"group": group, "name": f"{group}代表"} for group in groups))
    said = {"category": "stakeholder", "trade": "边贸", "language": "my", "identity": "由缅甸商会担保"}
    merchant = {"participant": held.participants["缅甸客商代表"], "reason": "市场环境关系其经营"}
    invitation = at.made(council.liaison, "invitations.explain_invitation", held.id, **merchant, **said)
    notice = "အစည်းအဝေးဖိတ်စာ"
    at.give(council.liaison, "invitations.translate_notice", invitation, held.id, text=notice)
    item = council.raised(held, "洁净城市行动", "分片整治，项目化推进")
    council.settled(held, item, "agreed", [(f"{group}代表", "for") for group in groups])
    council.signed(held, "群众成为主角")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="启动洁净城市项目")
    outcome = council.outcome(topic, held, "洁净城市孟定行动方案", "孟党发〔2020〕30号")
    for number in range(1, 18):
        fiscal = {"source": "fiscal", "yuan": EIGHTEEN_MILLION // 18, "document_number": f"孟财〔2020〕{number}号"}
        project: dict[str, Any] = {"outcome": outcome, "name": f"洁净城市项目{number}", "funds": [fiscal]}
        made = at.made(council.liaison, "projects.create", **project)
    at.give(council.chair, "projects.add_funds", made, source="enterprise", yuan=EIGHTEEN_MILLION // 18)
    at.give(council.liaison, "projects.start", made)
    at.give(council.liaison, "projects.report", made, text="管网铺设过半", percent=55, spent_yuan=1_000_000)

    projects = at.all("projects", outcome=outcome)
    assert (len(projects), sum(one["funds_yuan"] for one in projects)) == (17, EIGHTEEN_MILLION)
    by_source = Counter({"fiscal": 0, "enterprise": 0})
    for one in projects:
        by_source.update({fund["source"]: fund["yuan"] for fund in one["funds"]})
    assert by_source == {"fiscal": 17_000_000, "enterprise": 1_000_000}
    assert at.shown("projects", made)["spent_yuan"] == 1_000_000
    shown = at.shown("invitations", invitation, within=held.id)
    assert (shown["language"], shown["state"]) == ("my", "translated")
    assert {one["group"]: one["came"] for one in at.proceedings(held.id)["coverage"]} == dict.fromkeys(groups, 1)


def test_a_village_covenant_obliges_rewards_and_sanctions_and_is_adopted_by_vote() -> None:
    at = County(DAYAO, 2021, 4, 6)
    council = council_of(at, "532326", "532326103201", "小河村")
    topic = council.drafted(council.chair, "村规民约", "既有约束又有奖惩", stakeholder_groups=["村民"])
    council.noticed(council.approved(topic, "小河党发〔2021〕2号"))
    held = council.meeting(topic, {"group": "村民", "name": "村民代表"}, form="courtyard")
    item = council.raised(held, "订立村规民约", "婚丧从简、门前三包")
    council.settled(held, item, "agreed", [("村民代表", "for")])
    council.signed(held, "院坝协商，一致同意")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="订立村规民约")
    outcome = council.outcome(topic, held, "小河村村规民约", "小河党发〔2021〕5号")
    clauses = [
        {"kind": "obligation", "text": "门前三包，婚丧从简"},
        {"kind": "reward", "text": "年终评为清洁户的挂牌奖励"},
        {"kind": "sanction", "text": "三次不改的在村务栏公示"},
    ]
    covenant = at.made(council.liaison, "covenants.draft", outcome=outcome, title="小河村村规民约", clauses=clauses)
    adopted: dict[str, Any] = {"how": "vote", "on": at.day(), "votes_for": 212, "votes_against": 9}
    at.give(council.chair, "covenants.adopt", covenant, **adopted)
    at.wait(200)
    more = [*clauses, {"kind": "obligation", "text": "不乱占耕地"}]
    at.give(council.chair, "covenants.amend", covenant, clauses=more, how="representatives", on=at.day())

    shown = at.shown("covenants", covenant, ANYBODY)
    assert (shown["state"], shown["edition"], len(shown["clauses"])) == ("in_force", 2, 4)
    assert [one["how"] for one in shown["editions"]] == ["vote", "representatives"]
    assert (shown["editions"][0]["votes_for"], shown["editions"][0]["votes_against"]) == (212, 9)
    assert {one["kind"] for one in shown["editions"][0]["clauses"]} == {"obligation", "reward", "sanction"}
