"""销毁: a person's key goes, and with it every word that was said under it."""

from gateway.documents.resource import Resource
from services.members.destruction import schemas

WORDS = {
    "request": "申请销毁某人的密钥 Request that a person's key be destroyed",
    "approve": "批准销毁，须为另一名管理员；不可恢复 Approve: a second administrator; nothing brings the words back",
    "refuse": "不批准或撤回 Refuse or withdraw",
}

RESOURCE = Resource(
    collection="destructions",
    service="members",
    label="个人信息销毁 destructions of a person's key",
    creating="request",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
