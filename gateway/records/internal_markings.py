"""不公开标识: which records are kept from the public, and why."""

from gateway.documents.resource import Resource
from services.members.internal_marking import schemas

WORDS = {
    "mark": "将记录标为不公开，写明理由 Keep a record from the public, and say why",
    "lift": "解除不公开，写明理由 Let it be read again, and say why",
}

RESOURCE = Resource(
    collection="internal-markings",
    service="members",
    label="不公开标识 internal markings",
    creating="mark",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
