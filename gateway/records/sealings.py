"""封存: a person's words that nobody reads, though their key is kept."""

from gateway.documents.resource import Resource
from services.members.sealing import schemas

WORDS = {
    "request": "申请封存某人的个人信息 Request that a person's words be sealed",
    "approve": "批准封存，须为另一名管理员 Approve: a second administrator",
    "refuse": "不批准或撤回 Refuse or withdraw",
    "request_lifting": "申请解封 Request that the seal be lifted",
    "approve_lifting": "批准解封，须为另一名管理员 Lift the seal: a second administrator",
    "refuse_lifting": "不批准解封 Refuse to lift it",
}

RESOURCE = Resource(
    collection="sealings",
    service="members",
    label="个人信息封存 sealings of a person's words",
    creating="request",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
