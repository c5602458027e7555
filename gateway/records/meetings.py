"""协商会议: when and where a round meets, and its minutes."""

from gateway.documents import computed
from gateway.documents.resource import Resource
from services.meetings.meeting import schemas

WORDS = {
    "plan": "拟定会议 Plan a meeting of a round",
    "schedule": "定时间、地点、议程 Set time, place and agenda",
    "send_notices": "发出会议通知 Send the notices",
    "confirm_ready": "确认筹备完成 Confirm that all is ready",
    "force_ready": "说明理由后确认筹备完成 Declare ready in spite of gaps",
    "open": "开会 Open",
    "suspend": "休会 Suspend",
    "resume": "复会 Resume",
    "end": "散会 End",
    "draft_minutes": "起草纪要 Draft the minutes",
    "redraft_minutes": "修改纪要 Redraft the minutes",
    "circulate_minutes": "送到会人员核对 Circulate the minutes",
    "confirm_minutes": "核对无误 Confirm the minutes",
    "object_to_minutes": "对纪要提出异议 Object to the minutes",
    "sign_minutes": "签发纪要（锁定） Sign and lock the minutes",
    "correct_minutes": "更正已签发的纪要，两版并存 Correct the signed minutes; both versions stay",
    "publish_minutes": "公开纪要 Publish the minutes",
    "restrict_minutes": "限内部 Restrict the minutes",
    "release_minutes": "解除限制，公开 Release restricted minutes",
    "archive": "归档 Archive",
    "cancel": "取消会议 Cancel",
    "postpone": "延期 Postpone",
    "reschedule": "另定时间 Set a new time",
}

RESOURCE = Resource(
    collection="meetings",
    service="meetings",
    label="协商会议 meetings",
    creating="plan",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    alone=schemas.ShownAlone,
    computed=computed.WithStep,
    words=WORDS,
    open_reading=True,
    by_participant=("confirm_minutes", "object_to_minutes"),
)
