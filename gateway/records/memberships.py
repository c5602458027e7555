"""任职席位: who sits in which body, in which seat, from when until when; and which categories the body then lacks."""

from gateway.documents.extras import Lacking
from gateway.documents.resource import Column, Resource
from services.members.membership import schemas

WORDS = {
    "create": "列入 Seat somebody",
    "start": "到任 The first day has come",
    "amend": "变更 Amend",
    "end": "免去 End",
    "end_with_body": "随机构终止 End with the body; go on in its successor",
    "vacate": "出缺 End with the person's membership or record",
    "expire": "届满 The last day is over",
}

SEATS = {
    "first_leader": "第一组长",
    "leader": "组长",
    "deputy_leader": "副组长",
    "chair": "主席",
    "deputy_chair": "副主席",
    "secretary": "秘书",
    "head": "负责人",
    "member": "成员",
    "standing_participant": "固定列席",
    "observer": "列席",
}
CATEGORIES = {
    "two_representatives_one_member": "两代表一委员",
    "heads_of_stations_and_offices": "站所负责人",
    "village_three_committees": "村三委",
    "economic_and_social_organisations": "经济社会组织",
    "legal_workers": "法律工作者",
    "residents_representatives": "居民代表",
}

COLUMNS = (
    Column("person", ("人员", "姓名"), of="people"),
    Column("organisation", ("所在机构", "机构"), of="organisations"),
    Column("seat", ("席位",), words=SEATS),
    Column("category", ("人员类别", "类别"), words=CATEGORIES),
    Column("starts", ("起始日期", "起")),
    Column("ends", ("截止日期", "止")),
)

RESOURCE = Resource(
    collection="memberships",
    service="members",
    label="任职席位 memberships of bodies",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
    extras={"create": Lacking, "amend": Lacking, "end": Lacking},
)
