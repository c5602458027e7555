"""账号: with which name a person signs in. What is known of his password is kept elsewhere and shown nowhere."""

from gateway.documents.resource import Resource
from services.members.account import schemas

WORDS = {
    "create": "开设账号 Create an account",
    "set_password": "设置密码 Set the password",
    "lock": "锁定 Lock",
    "unlock": "解锁 Unlock",
    "end": "终止 End",
    "end_sessions": "使其全部退出登录 Sign out everywhere",
    "reset_second_factor": "取消登录动态码 Take the sign-in codes away",
}

RESOURCE = Resource(
    collection="accounts",
    service="members",
    label="账号 accounts",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
