"""政协委员: members of CPPCC committees."""

from gateway.documents.resource import Column, Resource
from services.members.member import schemas

WORDS = {
    "create": "登记委员 Record a member",
    "amend": "变更 Amend",
    "end": "届满或辞去 End",
}

COLUMNS = (
    Column("person", ("人员", "姓名"), of="people"),
    Column("committee_division", ("所在政协", "区划代码", "区划"), of="divisions"),
    Column("sector", ("界别",)),
    Column("term", ("届次",)),
)

RESOURCE = Resource(
    collection="members",
    service="members",
    label="政协委员 members",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
)
