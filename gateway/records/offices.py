"""职务: which person speaks for which organisation in which role."""

from gateway.documents.resource import Resource
from services.members.office import schemas

WORDS = {
    "create": "授予职务 Grant an office",
    "amend": "变更 Amend",
    "end": "免去 End",
}

RESOURCE = Resource(
    collection="offices",
    service="members",
    label="职务 offices",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
