"""任务（交办件）: what one department was given to do. The dispatch of an outcome makes them."""

from gateway.documents import computed
from gateway.documents.resource import Resource
from services.outcomes.task import schemas

WORDS = {
    "sign_for": "签收 Sign for",
    "request_return": "申请退办 Ask to give it back",
    "reassign": "改派 Reassign",
    "deny_return": "不同意退办 Refuse the return",
    "start": "开始办理 Start",
    "ask_co_handlers": "征求会办意见 Ask the co-handlers",
    "give_opinion": "答复会办意见 Give an opinion",
    "change_co_handlers": "调整会办单位 Change the co-handlers",
    "pause": "暂停计时 Stop the clock",
    "resume": "恢复计时 Resume",
    "request_extension": "申请延期 Ask for an extension",
    "grant_extension": "同意延期 Grant the extension",
    "deny_extension": "不同意延期 Refuse the extension",
    "draft_reply": "拟答复，定 A、B、C 类 Draft the reply",
    "submit_reply": "送审答复 Submit the reply",
    "send_back_reply": "退回答复 Send the reply back",
    "release_reply": "答复 Release the reply",
    "rate": "评价 Rate",
    "restart": "重新办理 Restart",
    "report_progress": "报告进展 Report progress",
    "finish_tracking": "结束跟踪 Finish tracking",
    "reopen": "重新办理 Reopen",
    "urge": "催办 Urge",
    "supervise": "督办 Supervise",
    "cancel": "撤销 Cancel",
}

RESOURCE = Resource(
    collection="tasks",
    service="outcomes",
    label="任务 tasks",
    creating=None,
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    computed=computed.TaskComputed,
    words=WORDS,
    read_by_code=True,
    by_tracking=("rate",),
)
