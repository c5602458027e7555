"""协商议事室、厅-委-站-点: where consultations are held, how they were built and what they are."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Column, Resource
from services.members.venue import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
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

TIERS = {"hall": "厅", "committee": "委", "station": "站", "point": "点"}

COLUMNS = (
    Column("name", ("名称", "场所名称")),
    Column("division", ("区划代码", "区划"), of="divisions"),
    Column("organisation", ("所属机构", "机构"), of="organisations"),
    Column("tier", ("层级", "类别"), words=TIERS),
    Column("status", ("状况",)),
)

RESOURCE = Resource(
    collection="venues",
    service="members",
    label="协商议事室 venues",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
    computed=WhoeverEnded,
)
