"""协商议事室: where consultations are held."""

from gateway.documents.resource import Resource
from services.members.venue import schemas

WORDS = {
    "create": "新增场所 Add a venue",
    "amend": "变更 Amend",
    "end": "停用 End",
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
