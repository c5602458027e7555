"""Ulanqab city: what herdsmen say becomes a brief, an instruction and a proposal; hall, committee, station, point; who attends above."""

from typing import Any

from infra.kernel.access.places import Actor
from tests.unit.programmes.county import ADMINISTRATION, ANYBODY, SECURITY, County

REGION, CITY, BANNER, TOWN = "15", "1509", "150929", "150929100"
COUNTIES = {
    "150902": "集宁区", "150921": "卓资县", "150922": "化德县", "150923": "商都县", "150924": "兴和县",
    "150925": "凉城县", "150926": "察哈尔右翼前旗", "150927": "察哈尔右翼中旗", "150928": "察哈尔右翼后旗",
    BANNER: "四子王旗", "150981": "丰镇市",
}  # fmt: skip
DIVISIONS = {REGION: "内蒙古自治区", CITY: "乌兰察布市", **COUNTIES, TOWN: "乌兰花镇"}
BASES = {"教科卫体委": "教育沙龙", "文化文史委": "文史之苑", "社会和法制委": "康养驿站"}


def city(year: int, month: int, day: int) -> tuple[County, Actor]:
    """With its CPPCC office, Party committee and government, and the office of the autonomous region above it."""
    at = County(DIVISIONS, year, month, day)
    at.found("cppcc_office", REGION, "自治区政协")
    at.found("cppcc_office", CITY, "乌兰察布市政协")
    at.found("party", CITY, "乌兰察布市委")
    at.found("government", CITY, "乌兰察布市人民政府")
    return at, at.appoint("市政协干部", "OFF", "乌兰察布市政协")


def test_what_herdsmen_say_becomes_a_brief_that_is_instructed_on_and_a_proposal_that_is_answered() -> None:
    at, _city_office = city(2022, 5, 9)
    at.found("station", TOWN, "乌兰花镇委员联络站")
    at.found("cppcc_office", BANNER, "四子王旗政协")
    at.found("department", BANNER, "旗林业和草原局")
    office = at.appoint("旗政协干部", "OFF", "四子王旗政协")
    station = at.appoint("联络站站长", "STN", "乌兰花镇委员联络站")
    grassland = at.appoint("林草局承办人", "HND", "旗林业和草原局")
    said = {"text": "草场被压出一条条车辙", "channel": "phone", "division": TOWN}
    voice = at.give(ANYBODY, "submissions.submit", **said)["id"]
    at.give(station, "submissions.accept", voice)

    # Made a brief, checked and sent up, each recipient once; the autonomous region reads, adopts and instructs
    title = "加强辉腾锡勒草原保护刻不容缓"
    at.give(office, "submissions.convert_to_brief", voice, title=title, text="生态退化，亟须保护")
    brief = at.shown("submissions", voice)["brief"]
    at.give(office, "briefs.review", brief)
    at.give(office, "briefs.issue", brief, document_number="四协信〔2022〕31号")
    for recipient in ("自治区政协", "乌兰察布市委", "乌兰察布市人民政府"):
        at.give(office, "briefs.send", brief, organisation=at.bodies[recipient])
    above = at.bodies["自治区政协"]
    region = at.appoint("自治区政协干部", "OFF", "自治区政协")
    at.wait(3)
    at.give(office, "briefs.mark_read", brief, organisation=above)
    at.give(office, "briefs.adopt", brief, organisation=above, text="单篇采用")
    words = {"who": "自治区主席", "office": "自治区人民政府", "date": at.day(), "text": "请有关部门研究"}
    at.give(office, "briefs.instruct", brief, organisation=above, **words)
    proposal = at.give(office, "briefs.convert", brief, title=f"关于{title}的提案", text="划定保护区，修观光步道")
    proposal_id = at.shown("briefs", brief)["proposal"]
    at.give(office, "proposals.submit", proposal_id)
    at.give(office, "proposals.file", proposal_id, number="第108号")
    lead = {"lead": grassland.organisation, "due": at.day(90)}
    at.give(office, "proposals.assign", proposal_id, **lead)
    answer = {"class": "A", "text": "已划定保护范围"}
    at.give(grassland, "proposals.reply", proposal_id, **answer)
    at.give(office, "proposals.release_reply", proposal_id)
    at.give(office, "proposals.close", proposal_id)
    at.give(office, "submissions.answer", voice, text="已转为提案，保护范围已划定")

    shown = at.shown("briefs", brief, region)
    assert (shown["state"], shown["kind"], proposal["state"]) == ("converted", "brief", "converted")
    assert {(one["level"], one["read_at"] is not None) for one in shown["recipients"]} == {
        ("province", True),
        ("city", False),
    }
    assert [(one["office"], one["text"]) for one in shown["instructions"]] == [("自治区人民政府", "请有关部门研究")]
    # The lineage is one, from the herdsman's words to the answered proposal and back
    chain = {
        (f"/v1/submissions/{voice}", f"/v1/briefs/{brief}"), (f"/v1/briefs/{brief}", f"/v1/proposals/{proposal_id}"),
    }  # fmt: skip
    for collection, record in (("proposals", proposal_id), ("briefs", brief), ("submissions", voice)):
        lineage = at.lineage(collection, record)
        assert chain <= {(one["from"], one["to"]) for one in lineage["links"]}
        assert {one["collection"] for one in lineage["nodes"]} == {"submissions", "briefs", "proposals"}
    assert [at.shown("proposals", proposal_id)["state"], at.shown("submissions", voice)["state"]] == [
        "closed",
        "answered",
    ]


def test_hall_committee_station_and_point_are_one_tree_and_each_county_and_committee_has_its_platform() -> None:
    at, office = city(2022, 5, 9)
    hall = platform(at, "委员会客厅", CITY, "hall", "reception_room")
    for committee, base in BASES.items():
        at.found("committee", CITY, committee, below="乌兰察布市政协")
        below = platform(at, base, CITY, "committee", "sector_base", hall, host=at.bodies[committee])
    station = platform(at, "乌兰花镇委员联络站", TOWN, "station", "liaison_station", below)
    point = platform(at, "众人协商点", TOWN, "point", "people_platform", station)
    targets = [
        a_target(at, office, committee, text="每个专委会至少一个界别活动阵地", hosted=True) for committee in BASES
    ]
    every_county = a_target(at, office, "乌兰察布市政协", text="每个旗县至少一个协商平台", units=[*COUNTIES])
    brands = {"150902": "众人来协商", "150925": "协商在基层", "150926": "有事“前”商量"}
    for code, name in COUNTIES.items():
        if code not in ("150928", BANNER):
            brand = {"brand": {"name": brands[code]}} if code in brands else {}
            platform(at, f"{name}协商平台", code, "committee", "grassroots_platform", hall, **brand)

    standing = {one["target"]: one for one in at.coverage().of_targets(CITY)["targets"]}
    assert all(standing[one]["met"] for one in targets)
    assert (standing[every_county]["reached"], standing[every_county]["missing"]) == (10, ("150928",))
    line, tiers = point, []
    while line:
        shown = at.shown("venues", line)
        tiers.append(shown["tier"])
        line = shown["parent"]
    assert tiers == ["point", "station", "committee", "hall"]


def platform(at: County, name: str, division: str, tier: str, kind: str, parent: str | None = None, **said: Any) -> str:
    below = {"parent": parent} if parent else {}
    return at.made(ADMINISTRATION, "venues.create", name=name, division=division, tier=tier, kind=kind, **below, **said)


def a_target(at: County, office: Actor, body: str, **said: Any) -> str:
    wanted: dict[str, Any] = {
        "division": CITY,
        "organisation": at.bodies[body],
        "counted": "venues",
        "number": 1,
        "due": at.day(365),
    }
    return at.made(office, "targets.create", **wanted, **said)


def test_the_deputy_secretary_heads_the_liaison_group_of_his_town_and_attends_the_standing_committee() -> None:
    at, _office = city(2022, 5, 9)
    at.found("cppcc_office", BANNER, "四子王旗政协")
    at.found("standing_committee", BANNER, "四子王旗政协常委会", below="四子王旗政协")
    at.found("party", TOWN, "乌兰花镇党委")
    at.found("liaison_committee", CITY, "学习和联络委员会", below="乌兰察布市政协")
    at.found("liaison_office", BANNER, "委员联络办", below="学习和联络委员会")
    at.found("liaison_group", TOWN, "乌兰花镇政协工作联络组", below="委员联络办")
    follows: dict[str, Any] = {"office_organisation": at.bodies["乌兰花镇党委"], "role": "PARTY", "deputy": True}
    group, above = at.bodies["乌兰花镇政协工作联络组"], at.bodies["四子王旗政协常委会"]
    at.made(SECURITY, "ex-officio-rules.create", organisation=group, seat="head", acts_as="LIA", **follows)
    at.made(SECURITY, "ex-officio-rules.create", organisation=above, seat="standing_participant", **follows)
    deputy = at.appoint("镇党委副书记", "PARTY", "乌兰花镇党委", deputy=True)

    (heads,) = at.all("memberships", organisation=group)
    (attends,) = at.all("memberships", organisation=above)
    assert (heads["person"], heads["seat"], heads["right"]) == (deputy.person, "head", "full")
    assert (attends["person"], attends["seat"], attends["right"]) == (
        deputy.person,
        "standing_participant",
        "attending",
    )
    parents = [
        at.shown("organisations", at.bodies[name])["parent"] for name in ("乌兰花镇政协工作联络组", "委员联络办")
    ]
    assert parents == [at.bodies["委员联络办"], at.bodies["学习和联络委员会"]]
