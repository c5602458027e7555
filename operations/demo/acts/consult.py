"""Act two, 议: two rounds of consultation, on site and in the room, until three items are agreed."""

from datetime import datetime, timedelta
from typing import Any

from infra.kernel.base.clock import CHINA, day_in_china, moment
from operations.demo.acts.raise_topic import days_until
from operations.demo.stage import Stage

# Three working days lie within twelve days even over the longest holidays.
DAYS_AHEAD = 12
PARENTS, SCHOOL = "学生家长", "学校师生"
LIGHT, WAITING, PARKING = "校门口设置临时信号灯", "划设家长等候区", "划设临时停车位"
WORDINGS = {
    LIGHT: "由县交警大队在校园门口设置临时信号灯，上放学时段运行。",
    WAITING: "在校门两侧人行道划设接送家长等候区，并派员维护秩序。",
    PARKING: "在校门以东六十米路段分类划设机动车、非机动车临时停车位，限停十五分钟。",
}


def play(stage: Stage) -> None:
    stage.ids["items"] = {}
    first = _hold(stage, 1)
    stage.step("赵强", "chair", "开启第 2 轮协商", f"/v1/topics/{stage.ids['topic']}/open_round", {})
    second = _hold(stage, 2)
    stage.ids["meetings"] = [first, second]
    _minutes(stage, second)
    summary = "三项共识：临时信号灯、家长等候区、分类临时停车位。"
    absences = [{"group": SCHOOL, "explanation": "学校以书面意见参与"}] if stage.ids.get("school_absent") else []
    body = {"result": "full", "summary": summary, "absences": absences}
    stage.step("赵强", "chair", "协商结束，达成共识", f"/v1/topics/{stage.ids['topic']}/conclude", body)


def _hold(stage: Stage, number: int) -> str:
    if number == 1:
        stage.step("赵强", "chair", "开启第 1 轮协商", f"/v1/topics/{stage.ids['topic']}/open_round", {})
    meeting = _prepare(stage, number)
    people = _invite(stage, meeting)
    _notify(stage, meeting, people)
    _open(stage, meeting, people)
    _discuss(stage, meeting, people, number)
    stage.step(
        "赵强", "chair", f"第 {number} 轮会议散会", f"/v1/meetings/{meeting}/end", {"summary": "会议按议程进行。"}
    )
    return meeting


def _prepare(stage: Stage, number: int) -> str:
    plan = {
        "topic": stage.ids["topic"],
        "round": number,
        "form": "council",
        "mode": "hybrid",
        "place": "沙河镇协商议事室",
        "groups": [PARENTS],
    }
    meeting = stage.step("孙敏", "liaison", f"拟定第 {number} 轮协商会议", "/v1/meetings", plan)["id"]
    today = day_in_china(moment(stage.client.get("/v1/clock", stage.cast.administrator)["now"]))
    starts = datetime(today.year, today.month, today.day, 9, 0, tzinfo=CHINA) + timedelta(days=DAYS_AHEAD)
    agenda = [
        {"title": "现场视察校园门口交通", "kind": "site_visit", "minutes": 40, "place": "城区学校门口"},
        {"title": "部门介绍情况", "kind": "report", "minutes": 20},
        {"title": "会场协商", "kind": "discussion", "minutes": 90},
    ]
    times = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=3)).isoformat()}
    body = {**times, "place": "沙河镇协商议事室", "agenda": agenda}
    stage.step("孙敏", "liaison", "定期：先现场视察，后会场协商", f"/v1/meetings/{meeting}/schedule", body)
    return str(meeting)


GUESTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("chair", "赵强", {"kind": "fixed", "duty": "host"}),
    ("recorder", "周洁", {"kind": "fixed", "duty": "recorder"}),
    ("member", "汪荣", {"kind": "fixed", "duty": "speaker"}),
    ("lawyer", "马骏（远程）", {"kind": "fixed", "duty": "speaker"}),
    ("police", "交警大队代表", {"kind": "invited", "duty": "speaker", "name": "何警官", "contact": "13911110000"}),
    (
        "construction",
        "住建局代表",
        {"kind": "invited", "duty": "speaker", "name": "钱工程师", "contact": "13911110001"},
    ),
    (
        "parent",
        "家长代表王女士",
        {"kind": "invited", "duty": "speaker", "name": "王女士", "group": PARENTS, "represents": 120},
    ),
    ("observer", "旁听居民吴东", {"kind": "observer", "duty": "none", "name": "吴东"}),
)
EMPLOYERS = {"police": "traffic_police", "construction": "construction"}


def _invite(stage: Stage, meeting: str) -> dict[str, dict[str, str]]:
    people: dict[str, dict[str, str]] = {}
    for key, who, body in GUESTS:
        person = {"person": stage.cast.people[key]} if key in stage.cast.people else {}
        employer = {"organisation": stage.cast.organisations[EMPLOYERS[key]]} if key in EMPLOYERS else {}
        path = f"/v1/meetings/{meeting}/participants"
        answer = stage.step("孙敏", "liaison", f"邀请{who}", path, {**body, **person, **employer})
        people[key] = {"id": answer["id"], "code": answer["participant_code"]}
    return people


def _notify(stage: Stage, meeting: str, people: dict[str, dict[str, str]]) -> None:
    body = {"text": "请各位提前开展调研、听取所代表群体的意见。"}
    stage.step("孙敏", "liaison", "发出书面通知", f"/v1/meetings/{meeting}/send_notices", body)
    parent = people["parent"]
    path = f"/v1/meetings/{meeting}/participants/{parent['id']}/confirm_attendance"
    stage.step("王女士", "participant", "凭参会码确认参会", path, {}, {"Participant-Code": parent["code"]})


def _open(stage: Stage, meeting: str, people: dict[str, dict[str, str]]) -> None:
    starts = stage.client.get(f"/v1/meetings/{meeting}", stage.cast.headers["liaison"])["starts_at"]
    stage.step("赵强", "chair", "确认筹备完成", f"/v1/meetings/{meeting}/confirm_ready", {})
    stage.advance(days_until(stage, str(day_in_china(moment(starts)))), "到会议当天")
    for key, who, _body in GUESTS:
        mode = "remote" if key == "lawyer" else "onsite"
        path = f"/v1/meetings/{meeting}/participants/{people[key]['id']}/check_in"
        himself = "participant" if key == "recorder" else None
        stage.step("周洁", "recorder", f"为{who}签到", path, {"mode": mode}, speaking_as=himself)
    stage.step("赵强", "chair", "开会", f"/v1/meetings/{meeting}/open", {})


def _discuss(stage: Stage, meeting: str, people: dict[str, dict[str, str]], number: int) -> None:
    if number == 1:
        _settle(stage, meeting, people, PARKING, "not_agreed", None)
        return
    for title in (LIGHT, WAITING):
        _settle(stage, meeting, people, title, "agreed", None)
    _settle(stage, meeting, people, PARKING, "agreed", supersedes=stage.ids["items"]["停车位（第 1 轮）"])


def _settle(
    stage: Stage, meeting: str, people: dict[str, dict[str, str]], title: str, result: str, supersedes: str | None
) -> None:
    items = f"/v1/meetings/{meeting}/items"
    item = stage.step("周洁", "recorder", f"提出事项：{title}", items, {"title": title})["id"]
    stage.step("周洁", "recorder", "拟出文字", f"{items}/{item}/draft_item", {"wording": WORDINGS[title]})
    against = result == "not_agreed"
    positions = [
        {"participant": people["parent"]["id"], "group": PARENTS, "position": "for"},
        {"participant": people["construction"]["id"], "position": "against" if against else "for"},
    ]
    body: dict[str, Any] = {"result": result, "positions": positions}
    if against:
        body["reason"] = "停车位位置与消防通道冲突，需另选路段。"
    if supersedes:
        body["supersedes"] = supersedes
    said = "未达成共识" if against else "达成共识"
    stage.step("赵强", "chair", f"{said}：{title}", f"{items}/{item}/settle_item", body)
    stage.ids["items"]["停车位（第 1 轮）" if against else title] = item


def _minutes(stage: Stage, meeting: str) -> None:
    path = f"/v1/meetings/{meeting}"
    stage.step("周洁", "recorder", "起草纪要", f"{path}/draft_minutes", {"text": "会议达成三项共识。"})
    stage.step("周洁", "recorder", "送核纪要", f"{path}/circulate_minutes", {})
    objection = {"reason": "停车位须写明限停时间。"}
    stage.step("汪荣", "member", "对纪要提出异议", f"{path}/object_to_minutes", objection, speaking_as="attendee")
    text = "会议达成三项共识：" + "；".join(WORDINGS.values())
    stage.step("周洁", "recorder", "修改纪要", f"{path}/redraft_minutes", {"text": text})
    stage.step("周洁", "recorder", "再次送核", f"{path}/circulate_minutes", {})
    for capacity, who in (("chair", "赵强"), ("recorder", "周洁"), ("member", "汪荣"), ("lawyer", "马骏")):
        stage.step(who, capacity, "确认纪要", f"{path}/confirm_minutes", {}, speaking_as="attendee")
    stage.step("赵强", "chair", "签发纪要（锁定）", f"{path}/sign_minutes", {})
    stage.step("县政协办公室", "county_office", "公开纪要", f"{path}/publish_minutes", {})
