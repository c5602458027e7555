"""议题: from what was raised to what is consulted on, and what came of it."""

from gateway.documents import computed
from gateway.documents.resource import Resource
from services.topics.topic import schemas

WORDS = {
    "hand_over": "移交（原所属组织已终止）Hand over to another organisation",
    "draft": "草拟议题 Draft a topic",
    "propose": "提出（征题） Propose",
    "pass_screening": "初审通过（选题），逐项写明意见 Pass screening with a verdict for each list item",
    "rule_out": "不予协商 Rule out as not consultable",
    "refer": "转办 Refer elsewhere",
    "defer": "缓议 Put off until a date",
    "merge": "并案 Merge into another topic",
    "override_screening": "党组织决定予以协商 Override the screening, with a document number",
    "resume": "恢复初审 Resume screening",
    "select": "选定，提交审题 Select for review",
    "endorse": "审题同意，报党组织 Endorse with an opinion",
    "return_to_selection": "退回选题 Return to selection",
    "approve": "批准（定题），写明文号 Approve, with a document number",
    "return_for_review": "退回重审 Return for review",
    "disapprove": "不予批准 Disapprove",
    "post_notice": "公示 Post the public notice",
    "uphold_objection": "异议成立，退回审题 Uphold an objection",
    "uphold_late_objection": "公示期内收到而公示后录入的异议成立，退回审题 Uphold an objection that was entered after the notice",
    "answer_objection": "异议不成立，答复理由 Answer an objection: it is not upheld, with the reason",
    "open_round": "开启新一轮协商 Open the next round",
    "edit": "修改标题、背景、利益相关方、类别 Edit until it is approved",
    "correct": "更正笔误，前后文字并存 Mend a slip of the pen, with both wordings",
    "abandon_round": "中止本轮，不计入 Leave the open round: it does not count",
    "conclude": "结束协商，写明结果 Conclude with a result",
    "discontinue": "终止 Discontinue",
    "lodge_objection": "公示期内提出异议 Object during the notice period",
    "escalate": "上报上级协商 Escalate to the level above",
    "delegate": "交由下级协商 Delegate to the level below",
    "hand_back": "退回本级 Hand back",
    "close_without_outcome": "无成果办结 Close without an outcome",
    "reopen_consultation": "重新协商 Reopen for another round",
    "reopen": "重新启动 Reopen",
}

RESOURCE = Resource(
    collection="topics",
    service="topics",
    label="议题 topics",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    computed=computed.TopicComputed,
    words=WORDS,
    open_reading=True,
    by_tracking=("lodge_objection",),
    open_commands=("lodge_objection",),
)
