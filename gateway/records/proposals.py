"""提案: what members put to their committee, who handles it, and what was replied."""

from gateway.documents.resource import Resource
from services.topics.proposal import schemas

WORDS = {
    "hand_over": "移交（原所属组织已终止）Hand over to another organisation",
    "draft": "撰写提案，可联名 Draft a proposal, with co-signers",
    "revise": "修改标题或内容 Revise title or text",
    "submit": "提交 Submit",
    "withdraw": "立案前撤回 Withdraw it before it is filed",
    "file": "立案，写明案号 File it, with a number",
    "decline_filing": "不予立案 Decline to file it",
    "merge": "并案 Merge into another proposal",
    "assign": "交办：主办、会办与期限 Assign it: lead, co-handlers and date",
    "sign_for": "签收 Sign for it",
    "request_return": "申请退办 Ask to give it back",
    "reassign": "改派 Reassign",
    "deny_return": "不同意退办 Refuse the return",
    "ask_co_handlers": "征求会办意见，可定期限 Ask the co-handlers for their opinions, by a day",
    "give_opinion": "回复会办意见 Give an opinion as a co-handler",
    "pause": "暂停计时 Stop the clock",
    "resume": "恢复计时 Resume",
    "request_extension": "申请延期 Ask for an extension",
    "grant_extension": "同意延期 Grant the extension",
    "deny_extension": "不同意延期 Refuse the extension",
    "urge": "催办 Urge",
    "supervise": "督办 Supervise",
    "reply": "拟答复，定 A、B、C 类，送审核 Write the reply, of class A, B or C, for review",
    "release_reply": "审核通过，答复提案人 Give the reply",
    "send_back_reply": "退回重办 Send the reply back to be handled again",
    "rate": "提案人评价答复 Rate the reply",
    "track": "跟踪 B 类答复至落实 Track what a reply of class B promises",
    "report_progress": "报告落实进展 Report how far it is",
    "resolve": "报告已落实 Tell that what was promised is done",
    "close": "办结 Close",
}

RESOURCE = Resource(
    collection="proposals",
    service="topics",
    label="提案 proposals",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
