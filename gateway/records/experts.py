"""智库专家: who can be asked in which field."""

from gateway.documents.computed import ExpertComputed
from gateway.documents.resource import Resource
from services.members.expert import schemas

WORDS = {
    "enlist": "入库 Enlist",
    "amend": "变更 Amend",
    "end": "出库 End",
}

RESOURCE = Resource(
    collection="experts",
    service="members",
    label="智库专家 experts",
    creating="enlist",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=ExpertComputed,
)
