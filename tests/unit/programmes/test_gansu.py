"""Gansu province: a warm winter agreed on in the third round, the best plan after more than fifty, 615 households at one table."""

from tests.unit.programmes.council import Council, Held
from tests.unit.programmes.county import County

DISTRICT, COMMUNITY = "620102", "620102007004"
LANZHOU = {"62": "甘肃省", "6201": "兰州市", DISTRICT: "城关区", "620102007": "白银路街道", COMMUNITY: "西北新村社区"}
BAIYIN = {"62": "甘肃省", "6204": "白银市", "620402": "白银区", "620402003": "四龙路街道"}
GANGU = {"62": "甘肃省", "6205": "天水市", "620523": "甘谷县", "620523101": "新兴镇"}
TOWNS = ["100", "101", "102", "103", "104", "105", "202", "203", "204", "205", "206", "207", "208", "210", "211"]
HUACHI = {"62": "甘肃省", "6210": "庆阳市", "621023": "华池县"} | {f"621023{town}": f"乡镇 {town}" for town in TOWNS}
NEIGHBOURHOODS = {"东片区": 128, "西片区": 120, "南片区": 131, "北片区": 119, "沿街商住户": 117}


def council_of(at: County, county: str, division: str, place: str) -> Council:
    at.found("cppcc_office", county, "政协办公室")
    office = at.appoint("政协干部", "OFF", "政协办公室")
    return Council(at, division, f"{place}协商议事会", f"{place}党组织", office)


def test_the_heating_of_an_old_quarter_is_agreed_on_in_the_third_round() -> None:
    """Complaint, joint survey, two rounds that came to nothing, and a wall boiler for every flat before winter."""
    at = County(LANZHOU, 2020, 5, 11)
    council = council_of(at, DISTRICT, COMMUNITY, "西北新村社区")
    groups = ["楼院居民", "业主委员会"]
    topic = council.drafted(
        council.liaison, "老旧小区冬季供热", "供热质量不佳、收费标准不统一", stakeholder_groups=groups
    )
    survey = {"topic": topic, "place": "相关楼院", "on": at.day(), "findings": "管网老化，三种收费标准并存"}
    at.made(council.liaison, "surveys.record_survey", **survey, organisations=[council.id], bodies=["小区业主委员会"])
    council.noticed(council.approved(topic, "社党发〔2020〕3号"))
    guests = [{"group": "楼院居民", "name": "居民代表"}, {"group": "业主委员会", "name": "业委会主任"}]

    first = council.meeting(topic, *guests)
    network = council.raised(first, "采暖方式", "改造管网后仍由热源厂集中供热")
    council.settled(first, network, "not_agreed", [("居民代表", "against")], reason="改造费用分摊谈不拢")
    council.signed(first, "费用分摊未达成一致")
    second = council.meeting(topic, *guests)
    boilers = council.raised(second, "采暖方式", "居民自愿加装壁挂炉自行采暖")
    at.give(council.chair, "items.carry_over", boilers, second.id)
    council.signed(second, "加装壁挂炉的费用和安全有待核实，下次再议")
    third = council.meeting(topic, *guests, form="courtyard")
    agreed = council.raised(third, "采暖方式", "通过加装壁挂炉自行采暖，入冬前完成")
    positions = [("居民代表", "for"), ("业委会主任", "for")]
    council.settled(third, agreed, "agreed", positions, supersedes=boilers)
    council.signed(third, "达成共识")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="第三次协商达成共识：加装壁挂炉自行采暖")

    shown = at.shown("topics", topic)
    assert (shown["state"], shown["round"], shown["result"]) == ("concluded", 3, "full")
    assert [one["round"] for one in at.rounds(topic)] == [1, 2, 3]
    fates = [at.shown("items", item, within=held.id)["state"] for held, item in ((first, network), (second, boilers))]
    assert fates == ["not_agreed", "superseded"]
    assert at.shown("items", agreed, within=third.id)["supersedes"] == boilers
    assert len([one for one in at.lineage("topics", topic)["nodes"] if one["collection"] == "items"]) == 3


def test_the_owners_of_a_housing_estate_find_the_best_plan_after_more_than_fifty_rounds() -> None:
    at = County(BAIYIN, 2018, 3, 5)
    council = council_of(at, "620402", "620402003", "四龙路街道")
    topic = council.drafted(
        council.chair, "小区物业管理", "物业费与服务不对等", stakeholder_groups=["业主", "物业公司"]
    )
    council.noticed(council.approved(topic, "街党发〔2018〕8号"))
    guests = [{"group": "业主", "name": "业主代表"}, {"group": "物业公司", "name": "物业经理"}]
    for _ in range(50):
        at.give(council.chair, "meetings.end", council.meeting(topic, *guests).id, summary="仍有分歧")
    last = council.meeting(topic, *guests)
    item = council.raised(last, "物业管理方式", "酬金制，收支每季度公示，业委会按季评分")
    best = the_best_of_two(at, council, last, item)
    council.settled(last, item, "agreed", [("业主代表", "for"), ("物业经理", "for")])
    council.signed(last, "各方都认可的最佳方案")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="达成各方都认可的“最佳方案”")

    assert (at.shown("topics", topic)["round"], at.shown("topics", topic)["result"]) == (51, "full")
    assert [one["round"] for one in at.rounds(topic)] == [*range(1, 52)]
    option = at.shown("options", best, within=last.id)
    assert (option["state"], option["item"], option["groups"]) == ("chosen", item, ["业主", "物业公司"])
    meetings = {one["id"] for one in at.lineage("topics", topic)["nodes"] if one["collection"] == "meetings"}
    assert len(meetings) == 51


def the_best_of_two(at: County, council: Council, held: Held, item: str) -> str:
    """Options compared (方案比选), and the one that both sides support."""
    both = [held.participants[who] for who in ("业主代表", "物业经理")]
    for title, supporters, groups in (("包干制", both[1:], ["物业公司"]), ("酬金制", both, ["业主", "物业公司"])):
        option = at.made(council.chair, "options.propose_option", held.id, title=title)
        weighed = {"pros": ["账目清楚"], "cons": ["须按季评分"], "supporters": supporters, "groups": groups}
        at.give(council.recorder, "options.weigh_option", option, held.id, **weighed)
    at.give(council.chair, "options.choose_option", option, held.id, item=item)
    return option


def test_615_households_of_a_rebuilt_quarter_are_represented_by_name_and_number() -> None:
    at = County(GANGU, 2021, 3, 1)
    council = council_of(at, "620523", "620523101", "新兴镇")
    background = "棚户区改造涉及615户，政府和施工方长期协调未能解决"
    topic = council.drafted(council.chair, "棚户区改造", background, stakeholder_groups=[*NEIGHBOURHOODS])
    council.noticed(council.approved(topic, "新党发〔2021〕12号"))
    guests = [
        {"group": area, "name": f"{area}代表", "represents": households} for area, households in NEIGHBOURHOODS.items()
    ]
    held = council.meeting(topic, *guests)
    item = council.raised(held, "过渡安置", "按户发放过渡费，十八个月内回迁")
    council.settled(held, item, "agreed", [(f"{area}代表", "for") for area in NEIGHBOURHOODS])
    council.signed(held, "五个片区代表一致同意")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="过渡安置办法达成一致")
    outcome = council.outcome(topic, held, "棚户区改造过渡安置办法", "新党发〔2021〕19号")
    profile = at.made(council.liaison, "outcome-profiles.create", outcome=outcome, kind="decision")
    at.give(council.liaison, "outcome-profiles.count_beneficiaries", profile, households=615)

    came = [one for one in at.all("participants", parent_id=held.id) if one["attended"] and one["represents"]]
    assert {one["group"]: one["represents"] for one in came} == NEIGHBOURHOODS
    assert sum(one["represents"] for one in came) == 615
    coverage = {one["group"]: one["came"] for one in at.proceedings(held.id)["coverage"]}
    assert coverage == dict.fromkeys(NEIGHBOURHOODS, 1)
    assert at.shown("outcome-profiles", profile)["beneficiaries"]["households"] == 615


def test_five_leaders_share_fifteen_townships_with_no_gap_and_no_overlap() -> None:
    """And the county was a pilot before it was everywhere: 先试点、后推广."""
    at = County(HUACHI, 2021, 1, 4)
    at.found("cppcc_office", "621023", "华池县政协")
    office = at.appoint("县政协干部", "OFF", "华池县政协")
    leaders = [at.appoint(f"主席会议成员{number}", "LEAD", "华池县政协") for number in range(5)]
    towns = [code for code in HUACHI if len(code) == 9]
    for number, town in enumerate(towns[:-1]):
        at.made(office, "charges.create", leader=leaders[number % 5].person, division=town)
    assert at.coverage().of_charges("621023", "township", None)["gaps"] == (towns[-1],)
    at.made(office, "charges.create", leader=leaders[4].person, division=towns[-1])
    counted = at.coverage().of_charges("621023", "township", None)
    assert (counted["units"], counted["charged"], counted["gaps"], counted["overlaps"]) == (15, 15, (), ())
    assert [one["charges"] for one in counted["leaders"]] == [3] * 5
    assert len(at.all("duties")) == 15

    rollout = at.made(office, "rollouts.begin", organisation=at.bodies["华池县政协"], stage="pilot", on="2018-06-01")
    at.give(office, "rollouts.expand", rollout, on="2019-03-01")
    at.give(office, "rollouts.complete", rollout, on="2020-10-01")
    at.give(office, "rollouts.record_review", rollout, on=at.day(), place="县城", text="观摩推进会")
    assert [one["stage"] for one in at.shown("rollouts", rollout)["stages"]] == ["pilot", "expanded", "full"]
