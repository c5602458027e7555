"""Ganzhou district: what residents said by the one code becomes eight agreed items at one meeting, and three departments' tasks."""

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import digest
from tests.unit.programmes.council import Council
from tests.unit.programmes.county import ADMINISTRATION, ANYBODY, County

DISTRICT, TOWN = "620702", "620702103"
GANZHOU = {"62": "甘肃省", "6207": "张掖市", DISTRICT: "甘州区", TOWN: "沙井镇"}
SIX = ("有场所", "有标识", "有制度", "有人员", "有活动", "有档案")
SAID = ("制种款总是拖到年后", "各家打药时间不一样，病虫防不住", "浇水费用谁来出说不清")
EIGHT = (
    ("费用承担", "水费由企业和农户各半承担"),
    ("统防统治", "由合作社统一时间、统一药剂防治"),
    ("制种款兑付", "交种后三十日内付清"),
    ("隔离区", "同一品种连片种植，隔离三百米"),
    ("去雄质量", "去雄期企业派员逐块验收"),
    ("保底产值", "每亩保底产值写入合同"),
    ("合同备案", "合同报镇农业农村综合服务中心备案"),
    ("纠纷处理", "先由协商议事会调解"),
)


def settled_town(at: County) -> tuple[Council, Actor, Actor]:
    """(the council, the head of the members' station, the dispatch office)."""
    at.found("cppcc_office", DISTRICT, "甘州区政协")
    office = at.appoint("区政协干部", "OFF", "甘州区政协")
    council = Council(at, TOWN, "沙井镇协商议事会", "沙井镇党委", office)
    at.found("station", TOWN, "沙井镇委员工作站")
    at.found("dispatch_office", DISTRICT, "区委督查室")
    at.found("department", DISTRICT, "区农业农村局", "区市场监管局", "区水务局")
    station = at.appoint("工作站站长", "STN", "沙井镇委员工作站")
    return council, station, at.appoint("交办员", "DISP", "区委督查室")


def upgraded_room(at: County, council: Council) -> str:
    """The town's room meets the six haves (六有) and is upgraded (提标升级)."""
    items = [{"code": str(number), "label": label} for number, label in enumerate(SIX, 1)]
    at.made(ADMINISTRATION, "venue-standards.create", division=DISTRICT, items=items)
    said = {"name": "沙井镇协商议事室", "kind": "consultation_room", "tier": "station", "status": "built"}
    room = at.made(ADMINISTRATION, "venues.create", division=TOWN, organisation=council.id, **said)
    met = [{"code": one["code"], "met": True, "evidence": "现场查看", "on": at.day()} for one in items]
    at.give(council.office, "venues.accept", room, items=met)
    at.give(council.office, "venues.upgrade", room, explanation="增设远程协商设备")
    return room


def test_three_submissions_by_code_become_eight_items_of_one_meeting() -> None:
    # Given a room with its code, and a member of the district's committee who lives in the town and is posted to its council
    at = County(GANZHOU, 2023, 3, 6)
    council, station, dispatch = settled_town(at)
    room = upgraded_room(at, council)
    member = at.admit("制种企业家委员", DISTRICT, "农业界")
    posting = {"member": member, "organisation": council.id, "kind": "members", "principle": "residence"}
    posted = at.made(council.office, "postings.propose", **posting)
    at.give(station, "postings.confirm", posted)

    # When residents scan the code, nobody signing in, and the station makes one topic of what they said
    scanned = {"division": TOWN, "channel": "qr", "venue": room}
    first, *others = [at.give(ANYBODY, "submissions.submit", text=text, **scanned) for text in SAID]
    for one in (first, *others):
        at.give(station, "submissions.accept", one["id"])
    wanted = {"title": "玉米制种产业优化", "background": "费用、防治和兑付各说各话", "organisation": council.id}
    at.give(station, "submissions.link_to_topic", first["id"], new_topic=wanted)
    topic = at.shown("submissions", first["id"])["topic"]
    for one in others:
        at.give(station, "submissions.link_to_topic", one["id"], topic=topic)
    groups = ["制种农户", "制种企业", "合作社"]
    at.give(council.liaison, "topics.edit", topic, stakeholder_groups=groups, reason="补齐利益攸关方")
    council.noticed(council.approved(topic, "沙党发〔2023〕6号"))

    # And everybody concerned meets in the fields, the enterprise by video, the member among them
    guests = [{"group": group, "name": f"{group}代表"} for group in groups]
    held = council.meeting(
        topic, *guests, {"name": "委员", "person": at.people["制种企业家委员"]}, form="field", mode="hybrid", venue=room
    )
    said = {"forms": ["field", "bench", "online"], "modes": ["onsite", "remote"], "immersion": "stationed"}
    at.made(council.liaison, "formats.describe_format", held.id, **said)
    for title, wording in EIGHT:
        item = council.raised(held, title, wording)
        reserved = title == "保底产值"
        positions = [(f"{group}代表", "reserved" if reserved and group == "制种企业" else "for") for group in groups]
        council.settled(held, item, "agreed_with_reservation" if reserved else "agreed", positions)
    council.signed(held, "达成8条协商共识")
    at.give(council.chair, "topics.conclude", topic, result="full", summary="达成8条协商共识")
    outcome = council.outcome(topic, held, "玉米制种产业优化八条共识", "沙党发〔2023〕11号")
    tasks = council.carried_out(
        outcome,
        dispatch,
        *(
            {"title": title, "handler": at.appoint(f"{body}承办人", "HND", body), "text": "已落实"}
            for title, body in (("统防统治", "区农业农村局"), ("合同备案", "区市场监管局"), ("水费分摊", "区水务局"))
        ),
        heard="八条共识已全部落实",
    )

    # Then the record has eight numbered items with who stood where, and three departments that did it
    items = [at.shown("items", one, within=held.id) for one in held.items]
    assert [one["number"] for one in items] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [one["state"] for one in items].count("agreed") == 7
    assert len(at.shown("outcomes", outcome)["items"]) == 8
    stands = {(one["group"], one["position"]): one["number"] for one in at.proceedings(held.id)["positions"]}
    assert (stands["制种企业", "for"], stands["制种企业", "reserved"]) == (7, 1)
    leads = {at.shown("tasks", task)["lead"] for task in tasks}
    assert (len(leads), at.shown("outcomes", outcome)["state"], at.shown("topics", topic)["state"]) == (
        3,
        "closed",
        "closed",
    )
    # And each of the three submitters is answered, can say by his code how satisfied he is, and leads to what came of it
    at.give(Actor(tracking=digest(first["tracking_code"])), "submissions.rate", first["id"], rating="satisfied")
    assert at.shown("submissions", first["id"])["state"] == "closed"
    for one in (first, *others):
        assert "SubmissionAnswered" in at.history("submissions", one["id"])
        assert {*tasks} <= {node["id"] for node in at.lineage("submissions", one["id"])["nodes"]}
    assert at.shown("venues", room)["state"] == "upgraded"
    assert at.shown("postings", posted)["state"] == "active"


def test_the_members_reception_room_is_open_by_a_schedule_with_members_in_it_and_linked_to_the_council() -> None:
    at = County(GANZHOU, 2023, 4, 3)
    council, _station, _dispatch = settled_town(at)
    room = {"name": "委员会客厅", "kind": "reception_room", "tier": "hall", "opening_hours": "每周三 9:00–11:30"}
    room_id = at.made(ADMINISTRATION, "venues.create", division=DISTRICT, organisation=at.bodies["甘州区政协"], **room)
    hosts = [at.admit(name, DISTRICT, "农业界") for name in ("坐班委员甲", "坐班委员乙")]
    topic = council.drafted(council.chair, "飞线充电", "住户飞线充电隐患", "government")
    council.noticed(council.approved(topic, "沙党发〔2023〕9号"))
    held = council.meeting(topic, form="online", mode="remote", venue=room_id)
    for week in range(15):
        times = {"starts_at": at.time(days=7 * week, hours=1), "ends_at": at.time(days=7 * week, hours=3)}
        linked = {"meeting": held.id} if week == 0 else {}
        said = {"organisation": at.bodies["甘州区政协"], "purpose": "委员会客厅协商", "hosts": [hosts[week % 2]]}
        at.made(council.office, "bookings.book", room_id, **times, **said, **linked)
    brand = {"division": TOWN, "organisation": council.id, "name": "百姓说事点", "story": "群众有事随时说"}
    brand_id = at.made(council.office, "brands.create", **brand)
    at.give(council.liaison, "brands.link_meeting", brand_id, meeting=held.id)

    sessions = at.all("bookings", parent_id=room_id)
    assert len(sessions) == 15
    assert {one["hosts"][0] for one in sessions} == {*hosts}
    assert [one["meeting"] for one in sessions if one["meeting"]] == [held.id]
    assert at.shown("brands", brand_id)["meetings"] == [held.id]
