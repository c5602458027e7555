"""Act one, 提: residents speak, the station takes it up, and it becomes an approved, posted topic."""

from datetime import date

from infra.kernel.base.clock import day_in_china, moment
from operations.demo.cast import TOWN
from operations.demo.stage import Stage

WORDS = (
    ("qr", "家长王女士", "上放学时校门口车挤成一团，电动车、轿车和孩子混在一起，太危险了。", True),
    ("phone", "居民老陈", "学校门口没有红绿灯，放学那半个钟头根本过不了马路。", True),
    ("counter", "学生奶奶刘秀英", "接孙子没有地方站，只能站在车道上等，能不能划一块地方？", True),
)
CHANNELS = {"qr": "扫码提交", "phone": "来电提交（由工作站代录）", "counter": "到窗口提交（由工作站代录）"}
VERDICTS = {"consult": "yes", "exclude": "no"}


def play(stage: Stage) -> None:
    _submit(stage)
    _take_up(stage)
    _screen(stage)
    _approve(stage)


def _submit(stage: Stage) -> None:
    stage.ids["submissions"] = []
    for channel, name, text, _told in WORDS:
        body = {"text": text, "division": TOWN, "channel": channel, "name": name, "contact": "13900000000"}
        by_station = channel != "qr"
        headers: dict[str, str] | None = None if by_station else {}
        who = "工作站" if by_station else name
        capacity = "station_head" if by_station else "resident"
        answer = stage.step(who, capacity, f"{CHANNELS[channel]}：{text}", "/v1/submissions", body, headers)
        stage.ids["submissions"].append(answer["id"])
        stage.codes[answer["id"]] = answer["tracking_code"]


def _take_up(stage: Stage) -> None:
    first, *others = stage.ids["submissions"]
    for submission in stage.ids["submissions"]:
        stage.system("自动回执，转入待受理", f"/v1/submissions/{submission}", "station_head", "triaging")
        stage.step("李工", "station_head", "受理", f"/v1/submissions/{submission}/accept", {})
    new_topic = {
        "title": "城区校园门口上放学时段交通乱象整治",
        "background": "多名群众反映上放学时段校门口人车混行、无信号灯、无等候区，存在安全隐患。",
        "organisation": stage.cast.organisations["council"],
    }
    linked = stage.step(
        "李工",
        "station_head",
        "转为新议题（社会征题）",
        f"/v1/submissions/{first}/link_to_topic",
        {"new_topic": new_topic},
    )
    stage.ids["topic"] = linked["topic"]
    stage.system("起草并提出议题，开始初审", f"/v1/topics/{linked['topic']}", "station_head", "screening")
    for submission in others:
        stage.step(
            "李工",
            "station_head",
            "并入同一议题",
            f"/v1/submissions/{submission}/link_to_topic",
            {"topic": linked["topic"]},
        )


def _screen(stage: Stage) -> None:
    topic = f"/v1/topics/{stage.ids['topic']}"
    shown = stage.client.get(topic, stage.cast.headers["station_head"])
    listed = stage.client.get(f"/v1/screening-lists/{shown['screening_list']}", stage.cast.headers["station_head"])
    verdicts = [
        {"item": item["code"], "verdict": VERDICTS[item["kind"]]}
        for item in listed["items"]
        if item["kind"] in VERDICTS
    ]
    stage.step("李工", "station_head", "对照四议四不议清单初审通过", f"{topic}/pass_screening", {"verdicts": verdicts})
    stage.step("赵强", "chair", "选题", f"{topic}/select", {})
    opinion = "事关学生安全，群众关注度高，建议尽快协商；请交警、住建部门和家长代表参加。"
    stage.step("县政协办公室", "county_office", "审题并提出指导意见", f"{topic}/endorse", {"opinion": opinion})


def _approve(stage: Stage) -> None:
    topic = f"/v1/topics/{stage.ids['topic']}"
    stage.step(
        "镇党委", "party", "定题：批准，沙党发〔2022〕9号", f"{topic}/approve", {"document_number": "沙党发〔2022〕9号"}
    )
    stage.step("孙敏", "liaison", "张榜公示", f"{topic}/post_notice", {})
    noticed = stage.client.get(topic, stage.cast.headers["liaison"])
    stage.advance(days_until(stage, str(noticed["notice_until"])) + 1, f"公示至 {noticed['notice_until']}")
    stage.system("公示期满", topic, "liaison", "preparing")


def days_until(stage: Stage, day: str) -> int:
    """Whole days from the domain's today to that day; 0 when it is past."""
    today = day_in_china(moment(stage.client.get("/v1/clock", stage.cast.administrator)["now"]))
    return max(0, (date.fromisoformat(day) - today).days)
