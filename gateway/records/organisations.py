"""组织机构: councils, stations, Party organisations, departments, offices, groups, committees and what lies below them."""

from gateway.documents.resource import Column, Resource
from services.members.organisation import schemas

WORDS = {
    "create": "新增机构 Add an organisation",
    "amend": "变更 Amend",
    "end": "撤销 End",
}

KINDS = {
    "council": "协商议事会",
    "board": "协商理事会",
    "station": "委员工作站",
    "liaison_group": "委员联络组",
    "cppcc_office": "政协机关",
    "committee": "专门委员会",
    "party": "党组织",
    "government": "政府",
    "department": "部门",
    "dispatch_office": "交办机构",
    "supervising_office": "督办机构",
    "leading_group": "领导小组",
    "leading_office": "领导小组办公室",
    "steering_group": "指导小组",
    "promotion_group": "工作推进组",
    "task_force": "工作专班",
    "guidance_group": "工作指导组",
    "standing_committee": "常务委员会",
    "party_branch": "党支部",
    "activity_group": "委员活动组",
    "working_group": "委员工作组",
    "studio": "委员工作室",
    "liaison_committee": "学习和联络委员会",
    "liaison_office": "委员联络办",
}

COLUMNS = (
    Column("name", ("名称", "机构名称")),
    Column("kind", ("类别", "机构类别"), words=KINDS),
    Column("division", ("区划代码", "区划"), of="divisions"),
    Column("parent", ("上级机构", "上级"), of="organisations"),
)

RESOURCE = Resource(
    collection="organisations",
    service="members",
    label="组织机构 organisations",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
)
