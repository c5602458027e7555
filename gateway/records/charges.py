"""包抓分工: which leader answers for which division. Duties follow from it, one each quarter."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.charge import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "明确分工 Give charge",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="charges",
    service="members",
    label="包抓分工 charges",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
