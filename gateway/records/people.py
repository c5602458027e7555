"""人员: names and contacts, kept under a key for each person."""

from gateway.documents.resource import Column, Resource
from services.members.person import schemas

WORDS = {
    "create": "登记人员 Record a person",
    "amend": "变更 Amend",
    "end": "注销 End",
}

COLUMNS = (
    Column("name", ("姓名",)),
    Column("contact", ("联系方式", "电话", "手机")),
)

RESOURCE = Resource(
    collection="people",
    service="members",
    label="人员 people",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
)
