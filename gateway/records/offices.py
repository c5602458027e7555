"""职务: which person speaks for which organisation in which role."""

from gateway.documents.resource import YES_OR_NO, Column, Resource
from infra.kernel.access.capacities import ROLES_IN_WORDS
from services.members.office import schemas

WORDS = {
    "create": "授予职务 Grant an office",
    "amend": "变更 Amend",
    "end": "免去 End",
}

ROLES = {role: said.partition(" ")[0] for role, said in ROLES_IN_WORDS.items() if role != "PUB"}

COLUMNS = (
    Column("person", ("人员", "姓名"), of="people"),
    Column("organisation", ("所属机构", "机构"), of="organisations"),
    Column("role", ("职务", "身份"), words=ROLES),
    Column("starts", ("起始日期", "起")),
    Column("ends", ("截止日期", "止")),
    Column("deputy", ("代理",), words=YES_OR_NO),
)

RESOURCE = Resource(
    collection="offices",
    service="members",
    label="职务 offices",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    columns=COLUMNS,
)
