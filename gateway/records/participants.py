"""参会: who was invited to a meeting, who came, in which capacity."""

from gateway.documents.extras import ParticipantCode
from gateway.documents.resource import Resource
from services.meetings.attendance import schemas

WORDS = {
    "invite": "邀请参会，取得参会码 Invite; a participant code is returned",
    "confirm_attendance": "确认参会 Confirm attendance",
    "decline_attendance": "谢绝 Decline",
    "substitute": "委派代表 Send a substitute",
    "check_in": "签到 Check in",
    "withdraw_check_in": "撤销签到 Withdraw a wrong check-in",
    "uninvite": "撤销邀请 Withdraw the invitation",
    "record_late": "补录签到 Record attendance late",
    "leave": "离会 Leave",
}

RESOURCE = Resource(
    collection="participants",
    service="meetings",
    label="参会 participants",
    creating="invite",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
    open_reading=True,
    by_participant=("confirm_attendance", "decline_attendance", "substitute", "check_in", "leave"),
    extras={"invite": ParticipantCode},
)
