"""履职条件: where members live and work and what they are good at, and what stations need."""

from gateway.documents.resource import Resource
from services.members.profile import schemas

WORDS = {
    "create": "登记委员的住所、工作地、专长，或机构所需专长 Put a profile on record",
    "amend": "变更 Amend",
    "end": "删除 End",
}

RESOURCE = Resource(
    collection="profiles",
    service="members",
    label="履职条件 profiles",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
