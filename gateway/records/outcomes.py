"""协商成果: what the consultation asks for, who approved it, and how it was carried out."""

from gateway.documents import computed
from gateway.documents.extras import Tasks
from gateway.documents.resource import Resource
from services.outcomes.outcome import schemas

WORDS = {
    "draft": "草拟成果 Draft an outcome",
    "revise": "修改成果 Revise",
    "submit": "报审 Submit for approval",
    "approve": "批复，写明文号 Approve, with a document number",
    "return_for_revision": "退回修改 Return for revision",
    "decline": "不予采纳 Decline",
    "convert": "转化为提案、社情民意、村规民约或上级议题 Convert",
    "resubmit": "再次报审 Resubmit",
    "decompose": "任务分解 Decompose into tasks",
    "dispatch": "交办 Dispatch the tasks",
    "start_verification": "回访核实 Start the call-back",
    "send_back": "退回重办 Send tasks back",
    "feed_back": "向参会人员反馈 Feed back to every participant",
    "tell": "告知尚未告知的参与人和提交人 Tell whoever has not been told yet",
    "publicise": "公示结果 Publicise",
    "close": "办结归档 Close",
    "reopen": "重新办理 Reopen",
}

RESOURCE = Resource(
    collection="outcomes",
    service="outcomes",
    label="协商成果 outcomes",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    computed=computed.WithStep,
    words=WORDS,
    open_reading=True,
    extras={"dispatch": Tasks},
)
