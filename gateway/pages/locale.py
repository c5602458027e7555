"""The words of the pages, in Chinese and in English, and which of the two a reader wants."""

from flask import Response, request

YEAR_SECONDS = 365 * 24 * 3600

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "lang": "zh-CN",
        "name": "商量",
        "motto": "有事好商量，众人的事情由众人商量",
        "about": "政协基层协商的公开记录：群众提了什么，议题由谁批准，谁到了会、达成了什么共识，"
        "交给哪个部门办、办了没有。",
        "switch": "English",
        "switch_to": "en",
        "skip": "跳到正文",
        "sign_in": "登录",
        "site_time": "业务时间",
        "live": "实时更新",
        "still": "刷新页面以更新",
        "topics": "公开的议题",
        "meetings": "公开的协商会议",
        "outcomes": "公开的协商成果",
        "none": "还没有公开的记录。",
        "unanswered": "相关服务没有应答，稍后请刷新。",
        "records": "记录一览",
        "records_note": "各类记录按当前状态的件数，随事件变化。",
        "no_records": "还没有记录",
        "kind": "类别",
        "states": "状态与件数",
        "suite": "运行情况",
        "service": "服务",
        "condition": "状况",
        "position": "已记事件",
        "parked": "待处理",
        "up": "正常",
        "down": "未应答",
        "impaired": "有故障",
        "for_developers": "接口与运维",
        "docs": "接口说明",
        "openapi": "OpenAPI 文件",
        "ready": "就绪检查",
        "metrics": "运行指标",
        "round": "第 {round} 轮协商会议",
        "promise": "每一步都是一条不可更改的事件；本页所列，均由事件推得。",
    },
    "en": {
        "lang": "en",
        "name": "Shangliang",
        "motto": "Let's talk it over: what concerns everyone is talked over by everyone",
        "about": "The public record of grass-roots consultation: what people raised, who approved the topic, "
        "who met and what they agreed, which department was given what to do, and whether it was done.",
        "switch": "中文",
        "switch_to": "zh",
        "skip": "Skip to content",
        "sign_in": "Sign in",
        "site_time": "Site time",
        "live": "updating live",
        "still": "reload to update",
        "topics": "Published topics",
        "meetings": "Published meetings",
        "outcomes": "Published outcomes",
        "none": "Nothing has been published yet.",
        "unanswered": "The service does not answer; please reload later.",
        "records": "All records",
        "records_note": "How many records of each kind are in which state; follows the events.",
        "no_records": "none yet",
        "kind": "Kind",
        "states": "States and counts",
        "suite": "What runs here",
        "service": "Service",
        "condition": "Condition",
        "position": "Events",
        "parked": "Parked",
        "up": "well",
        "down": "no answer",
        "impaired": "impaired",
        "for_developers": "Interface and operations",
        "docs": "Interface guide",
        "openapi": "OpenAPI document",
        "ready": "Readiness",
        "metrics": "Metrics",
        "round": "Meeting, round {round}",
        "promise": "Every step is an event that is never changed; all that is shown here is derived from events.",
    },
}
SERVICE_NAMES: dict[str, dict[str, str]] = {
    "zh": {
        "members": "机构与人员",
        "topics": "征题与议题",
        "meetings": "会议与共识",
        "outcomes": "成果与办理",
        "audit": "审计账本",
    },
    "en": {
        "members": "members",
        "topics": "topics",
        "meetings": "meetings",
        "outcomes": "outcomes",
        "audit": "ledger",
    },
}


def language() -> str:
    """What the address says, else what the reader chose before, else Chinese, whatever language the browser was made in."""
    for asked in (request.args.get("lang"), request.cookies.get("lang")):
        if asked in WORDS:
            return asked
    return "zh"


def remember_language(response: Response) -> None:
    """Says which language the page is in, and keeps a choice that the address made."""
    response.headers["Content-Language"] = WORDS[language()]["lang"]
    if request.args.get("lang") in WORDS:
        response.set_cookie("lang", language(), max_age=YEAR_SECONDS, httponly=True, samesite="Lax")
