"""六有标准: what a venue is to have."""

from gateway.documents.resource import Resource
from services.members.venue_standard import schemas

WORDS = {
    "create": "新建标准 Make a standard",
    "amend": "修订标准，产生新版 Amend: a new edition",
}

RESOURCE = Resource(
    collection="venue-standards",
    service="members",
    label="六有标准 venue standards",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
