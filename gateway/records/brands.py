"""协商品牌: the local names under which places consult, whose they are and how they came about, with their meetings."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.brand import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "登记品牌 Register a brand",
    "amend": "改写来历 Tell its story anew",
    "link_meeting": "关联会议 Link a meeting that was held under it",
    "unlink_meeting": "撤去误关联的会议 Unlink a meeting",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="brands",
    service="members",
    label="协商品牌 brands",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
