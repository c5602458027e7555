"""三个下沉清单: what the three kinds of posting are called."""

from gateway.documents.resource import Resource
from services.members.posting_kinds import schemas

WORDS = {
    "create": "新建清单 Make a list",
    "amend": "修改名称，产生新版 Amend the labels: a new edition",
}

RESOURCE = Resource(
    collection="posting-kinds",
    service="members",
    label="三个下沉清单 kinds of posting",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
