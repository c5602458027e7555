"""政协委员: members of CPPCC committees."""

from gateway.documents.resource import Resource
from services.members.member import schemas

WORDS = {
    "create": "登记委员 Record a member",
    "amend": "变更 Amend",
    "end": "届满或辞去 End",
}

RESOURCE = Resource(
    collection="members",
    service="members",
    label="政协委员 members",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
