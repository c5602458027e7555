"""协商议事室、厅-委-站-点: where consultations are held, how they were built and what they are."""

from gateway.documents.resource import Resource
from services.members.venue import schemas

WORDS = {
    "create": "新增场所 Add a venue",
    "amend": "变更 Amend",
    "start_building": "开工 Start building",
    "finish_building": "建成 Finish building",
    "accept": "六有验收 Accept by the six haves",
    "upgrade": "提标升级 Upgrade",
    "suspend": "停用 Suspend",
    "reopen": "恢复使用 Reopen",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="venues",
    service="members",
    label="协商议事室 venues",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
