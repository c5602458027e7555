"""制度上墙: what one may bring, who answers, and the limits that hold now; sentence by sentence, as they hang on a wall."""

from collections.abc import Iterable

from gateway.pages.papers.flow import Limits, limit_said, who_leads_on
from gateway.pages.translated import _
from gateway.pages.words import role_word
from gateway.pages.work.phase import SYSTEM


def what_one_may_bring() -> list[str]:
    return [
        _("大家身边的事，关系到不止一家一户的，都可以提：路、灯、水、停车、环境、邻里、办事。一句话也行。"),
        _("要上法庭的、正在调查的、涉及秘密的，不在这里商量；我们会告诉您该去哪里。"),
        _("匿名也行，不填电话也行；名字和电话不公开。"),
    ]


def who_answers(lang: str) -> list[tuple[str, str]]:
    """What is to be done, and whose it is by the published table."""
    asked = (
        (_("您提的事"), "submissions", "triaging", "accepted"),
        (_("能不能商量"), "topics", "pending_approval", "approved"),
        (_("召集商量"), "meetings", "ready", "in_session"),
        (_("办理和答复"), "tasks", "handling", "reply_drafted"),
        (_("审核答复"), "tasks", "reply_review", "rating_open"),
        (_("打分"), "tasks", "rating_open", "done"),
    )
    return [(what, _in_words(who_leads_on(*way), lang)) for what, *way in asked]


def limits_in_force(limits: Limits) -> list[str]:
    """Those that people count on, in the order in which they meet them; what has no limit is not said."""
    said = (
        ("needs_info", _("请您补充的，{limit}内补上；到时不补，先放下，补上再办。")),
        ("appeal", _("不予受理，您不服的，{limit}内可以申请复核。")),
        ("topic_notice", _("要商量的题目公示 {limit}，公示期内谁都可以提异议。")),
        ("meeting_notice", _("开会提前 {limit}通知到人。")),
        ("minutes_review", _("纪要送到会的人核对，{limit}内可以提出异议。")),
        ("task_reply", _("主办单位 {limit}内答复。")),
        ("rating", _("收到答复 {limit}内请您打分；不满意，重新办。")),
    )
    return _said(said, limits)


def when_late(limits: Limits) -> list[str]:
    """What follows for a task that is not done in time, and for one whose answer does not satisfy."""
    supervised = (
        ("supervise_yellow", _("晚了 {limit}，黄牌督办。")),
        ("supervise_red", _("晚了 {limit}，红牌督办。")),
    )
    return [
        _("快到期，系统提醒主办单位；到期没办完，系统记下超期，交办机构、督办机构催办。"),
        *_said(supervised, limits),
        _("答复您不满意，写明哪里不满意，主办单位重新办。"),
    ]


def _said(sentences: Iterable[tuple[str, str]], limits: Limits) -> list[str]:
    return [one.format(limit=limit) for code, one in sentences if (limit := limit_said(code, limits))]


def _in_words(roles: list[str], lang: str) -> str:
    words = [role_word(role, lang).partition(" of ")[0] for role in roles if role != SYSTEM]
    return ("、" if lang == "zh" else ", ").join(words)
