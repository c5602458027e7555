"""One sentence on where a resident's matter stands: who must do what, by when; and what he may do himself."""

from dataclasses import dataclass
from typing import Any

from gateway.pages.days import day_said, days_left
from gateway.pages.translated import _

OVER = ("done", "cancelled")
STAGES = ("提", "议", "办", "督")


@dataclass(frozen=True)
class WhereItStands:
    """`tone` is "", "late", "soon" or "done"; `stage` counts from 0 in 提议办督."""

    sentence: str
    next_act: str
    tone: str
    stage: int


def of_submission(told: dict[str, Any], today: str) -> WhereItStands:
    """Of what the tracking code shows; follows the topic and its tasks where there are any."""
    if told["linked_topic"] and told["state"] in ("linked_topic", "merged"):
        return _of_topic(told, today)
    return _OF_STATE.get(told["state"], _plain)(told, today)


def _received(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("收到了，工作站正在看。"), _("您现在不用做什么。可以撤回。"), "", 0)


def _needs_info(told: dict[str, Any], today: str) -> WhereItStands:
    until = told["deadline"] and told["deadline"]["until"]
    limit = _("请在%(day)s前回答，%(left)s。", day=day_said(until), left=days_left(until, today)) if until else ""
    asked = _("工作站想问您一句：「%(question)s」", question=told["question"] or "")
    return WhereItStands(asked + limit, _("请在下面回答。"), "soon", 0)


def _lapsed(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("等您补充，到期没有收到。"), _("30 天内补上还能接着办。"), "late", 0)


def _accepted(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("受理了，正在定怎么办：直接答复、转部门，还是大家商量。"), _("您现在不用做什么。"), "", 0)


def _briefed(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("写成社情民意信息报上去了。"), _("有了结果会在这里告诉您。"), "", 1)


def _referred(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(
        _("转给了%(to)s。", to=told["referred_to"] or _("有关部门")), _("答复了会在这里告诉您。"), "", 2
    )


def _merged(told: dict[str, Any], today: str) -> WhereItStands:
    followed = told["followed"]
    where = _("那一件现在：%(state)s。", state=followed["state_label"]) if followed else ""
    return WhereItStands(_("和另外的人说的是一件事，合在一起办。") + where, _("结果一并告诉您。"), "", 0)


def _rejected(told: dict[str, Any], today: str) -> WhereItStands:
    rejection, until = told["rejection"] or {}, told["deadline"] and told["deadline"]["until"]
    item = _("（%(item)s）", item=rejection["label"]) if rejection.get("label") else ""
    act = _("不同意的话，可以在%(day)s前申请复核。", day=day_said(until)) if until else _("可以申请复核。")
    return WhereItStands(_("没有受理：%(why)s%(item)s", why=told["told"] or "", item=item), act, "late", 0)


def _appealed(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("您申请了复核，政协办公室在看。"), _("您现在不用做什么。"), "", 0)


def _answered(told: dict[str, Any], today: str) -> WhereItStands:
    until = told["deadline"] and told["deadline"]["until"]
    act = _("请在%(day)s前评价。", day=day_said(until)) if until else _("请评价。")
    return WhereItStands(_("答复您了：「%(answer)s」", answer=told["answer"] or ""), act, "soon", 2)


def _over(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("办完了。"), _("没解决？可以重新提起。"), "done", 3)


def _withdrawn(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("您撤回了，什么也没有公开。"), _("还想说，可以再提一件。"), "", 0)


def _plain(told: dict[str, Any], today: str) -> WhereItStands:
    return WhereItStands(_("现在：%(state)s。", state=told["state_label"]), _("您现在不用做什么。"), "", 0)


_OF_STATE = {
    "received": _received,
    "triaging": _received,
    "needs_info": _needs_info,
    "lapsed": _lapsed,
    "accepted": _accepted,
    "briefed": _briefed,
    "referred": _referred,
    "merged": _merged,
    "rejected": _rejected,
    "appealed": _appealed,
    "answered": _answered,
    "rated": _over,
    "closed": _over,
    "withdrawn": _withdrawn,
}


def _of_topic(told: dict[str, Any], today: str) -> WhereItStands:
    topic, tasks = told["linked_topic"], told["tasks"]
    to_rate = [one for one in tasks if "rate" in one["allowed_commands"]]
    if to_rate:
        return WhereItStands(
            _("%(who)s答复了。", who=to_rate[0]["lead_name"] or _("办理单位")), _("请您打分。"), "soon", 2
        )
    open_tasks = [one for one in tasks if one["due"] and not one["reply"] and one["state"] not in OVER]
    if open_tasks:
        return _of_task(min(open_tasks, key=lambda one: str(one["due"])), today)
    return _OF_TOPIC.get(topic["state"], _topic_plain)(topic)


def _of_task(task: dict[str, Any], today: str) -> WhereItStands:
    who, left = task["lead_name"] or _("办理单位"), days_left(task["due"], today)
    asked = _(
        "%(who)s要在%(day)s前办好「%(what)s」，%(left)s。",
        who=who,
        day=day_said(task["due"]),
        what=task["title"],
        left=left,
    )
    late = str(task["due"]) < today
    return WhereItStands(asked, _("您现在不用做什么。办完会请您打分。"), "late" if late else "", 3 if late else 2)


def _topic_noticed(topic: dict[str, Any]) -> WhereItStands:
    until = topic["notice_until"]
    shown = _("公示中，到%(day)s。", day=day_said(until)) if until else _("公示中。")
    return WhereItStands(_("要商量了：") + shown, _("有不同意见可以提。"), "", 1)


def _topic_preparing(topic: dict[str, Any]) -> WhereItStands:
    return WhereItStands(_("议事会正在走访听意见。"), _("您现在不用做什么。"), "", 1)


def _topic_consulting(topic: dict[str, Any]) -> WhereItStands:
    return WhereItStands(_("大家正坐下来商量。"), _("您现在不用做什么。"), "", 1)


def _topic_concluded(topic: dict[str, Any]) -> WhereItStands:
    return WhereItStands(_("商量完了，正在报批。"), _("您现在不用做什么。"), "", 1)


def _topic_implementing(topic: dict[str, Any]) -> WhereItStands:
    return WhereItStands(_("交给部门办了。"), _("您现在不用做什么。"), "", 2)


def _topic_closed(topic: dict[str, Any]) -> WhereItStands:
    return WhereItStands(_("办完了。"), _("没解决？可以重新提起。"), "done", 3)


def _topic_plain(topic: dict[str, Any]) -> WhereItStands:
    return WhereItStands(
        _("成了议题「%(title)s」，现在：%(state)s。", title=topic["title"], state=topic["state_label"]), "", "", 1
    )


_OF_TOPIC = {
    "noticed": _topic_noticed,
    "preparing": _topic_preparing,
    "consulting": _topic_consulting,
    "concluded": _topic_concluded,
    "implementing": _topic_implementing,
    "closed": _topic_closed,
}
