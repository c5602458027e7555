"""合作协议: letters of intent and agreements between committees and with outside bodies."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.agreement import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "登记合作意向、协议 Put an agreement on record",
    "follow": "记录履行情况 Record what was done of it",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="agreements",
    service="members",
    label="合作协议 agreements",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
