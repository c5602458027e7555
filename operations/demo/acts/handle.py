"""Act three, 办 and 督: the outcome is approved, split into tasks, handled, rated, fed back and closed."""

from operations.demo.acts.consult import LIGHT, PARKING, WAITING, WORDINGS
from operations.demo.stage import Stage

DAYS_AFTER_THE_MEETING = 15


def play(stage: Stage) -> None:
    _approve(stage)
    tasks = _dispatch(stage)
    _work(stage, tasks)
    _rate(stage, tasks)
    _close(stage)


def _approve(stage: Stage) -> None:
    _first, second = stage.ids["meetings"]
    body = {
        "topic": stage.ids["topic"],
        "meeting": second,
        "items": [stage.ids["items"][title] for title in (LIGHT, WAITING, PARKING)],
        "title": "校园门口交通整治协商成果",
        "text": "".join(WORDINGS[title] for title in (LIGHT, WAITING, PARKING)),
    }
    outcome = stage.step("赵强", "chair", "起草协商成果", "/v1/outcomes", body)["id"]
    stage.ids["outcome"] = outcome
    stage.step("赵强", "chair", "报送成果", f"/v1/outcomes/{outcome}/submit", {})
    number = {"document_number": "沙党发〔2022〕12号"}
    stage.step("镇党委", "party", "批复成果，沙党发〔2022〕12号", f"/v1/outcomes/{outcome}/approve", number)
    stage.system("议题进入成果落实", f"/v1/topics/{stage.ids['topic']}", "chair", "implementing")


def _dispatch(stage: Stage) -> list[str]:
    outcome, organisations = stage.ids["outcome"], stage.cast.organisations
    light = {
        "title": "设置临时信号灯",
        "lead": organisations["traffic_police"],
        "measure": "安装并启用上放学时段信号灯",
        "beneficiaries": 1800,
    }
    marks = {
        "title": "划设家长等候区和分类临时停车位",
        "lead": organisations["construction"],
        "co_handlers": [organisations["traffic_police"]],
        "measure": "施划标线，设置标牌",
    }
    stage.step("镇党政办", "dispatch", "任务分解为两项", f"/v1/outcomes/{outcome}/decompose", {"tasks": [light, marks]})
    dispatched = stage.step("镇党政办", "dispatch", "交办", f"/v1/outcomes/{outcome}/dispatch", {})
    stage.ids["tasks"] = dispatched["tasks"]
    return list(dispatched["tasks"])


def _work(stage: Stage, tasks: list[str]) -> None:
    leads = (("交警大队", "traffic_police"), ("住建局", "construction"))
    for task, (who, capacity) in zip(tasks, leads, strict=True):
        stage.step(who, capacity, "签收", f"/v1/tasks/{task}/sign_for", {})
        stage.step(who, capacity, "开始办理", f"/v1/tasks/{task}/start", {})
    marks = tasks[1]
    question = {"question": "停车位位置是否影响通行和消防通道？"}
    stage.step("住建局", "construction", "征求会办意见", f"/v1/tasks/{marks}/ask_co_handlers", question)
    opinion = {"text": "校门以东六十米路段可行，不占消防通道。"}
    answer = f"/v1/tasks/{marks}/give_opinion"
    stage.step("交警大队", "traffic_police", "答复会办意见", answer, opinion, speaking_as="co_handler")
    stage.advance(7, "部门施工")
    replies = ("临时信号灯已安装并启用。", "等候区和临时停车位已划设完毕。")
    for task, (who, capacity), text in zip(tasks, leads, replies, strict=True):
        reply = {
            "class": "A",
            "text": text,
            "contact_record": "已电话回访三位反映人。",
            "effects": [{"what": "惠及学生", "number": 1800, "unit": "人"}],
        }
        stage.step(who, capacity, "拟答复（A 类）", f"/v1/tasks/{task}/draft_reply", reply)
        stage.step(who, capacity, "报送答复", f"/v1/tasks/{task}/submit_reply", {})
        stage.step("镇党政办", "dispatch", "审核通过，答复", f"/v1/tasks/{task}/release_reply", {})


def _rate(stage: Stage, tasks: list[str]) -> None:
    first, *_others = stage.ids["submissions"]
    code = {"Tracking-Code": stage.codes[first]}
    for task in tasks:
        rating = {"rating": "satisfied", "comment": "变化看得见，放心多了。"}
        stage.step("王女士", "resident", "凭查询码评价：满意", f"/v1/tasks/{task}/rate", rating, code)


def _close(stage: Stage) -> None:
    outcome = f"/v1/outcomes/{stage.ids['outcome']}"
    stage.system("全部任务已答复", outcome, "chair", "all_replied")
    stage.step("县政协办公室", "county_office", "回访核实", f"{outcome}/start_verification", {})
    feedback = {"text": "信号灯、等候区、停车位均已落实，感谢各位参与协商。"}
    stage.step("县政协办公室", "county_office", "反馈全体参会人员和反映人", f"{outcome}/feed_back", feedback)
    stage.step("县政协办公室", "county_office", "公示办理结果", f"{outcome}/publicise", {"text": feedback["text"]})
    stage.advance(DAYS_AFTER_THE_MEETING - 7, "会后第 15 天")
    stage.step("县政协办公室", "county_office", "成果办结归档", f"{outcome}/close", {})
    stage.system("议题办结", f"/v1/topics/{stage.ids['topic']}", "chair", "closed")
    _answer(stage)


def _answer(stage: Stage) -> None:
    first, *others = stage.ids["submissions"]
    for submission in stage.ids["submissions"]:
        stage.system("答复反映人", f"/v1/submissions/{submission}", "station_head", "answered")
    code = {"Tracking-Code": stage.codes[first]}
    rating = {"rating": "satisfied", "comment": "件件有回音。"}
    stage.step("王女士", "resident", "评价答复：满意", f"/v1/submissions/{first}/rate", rating, code)
    stage.system("办结", f"/v1/submissions/{first}", "station_head", "closed")
    stage.advance(16, "评价期满")
    for submission in others:
        stage.system("逾期未评价，办结", f"/v1/submissions/{submission}", "station_head", "closed")
