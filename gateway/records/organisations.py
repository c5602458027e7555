"""组织机构: councils, stations, Party organisations, departments, offices."""

from gateway.documents.resource import Resource
from services.members.organisation import schemas

WORDS = {
    "create": "新增机构 Add an organisation",
    "amend": "变更 Amend",
    "end": "撤销 End",
}

RESOURCE = Resource(
    collection="organisations",
    service="members",
    label="组织机构 organisations",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
