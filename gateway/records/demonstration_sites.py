"""示范点: places that show others how it is done, and what for."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.demonstration_site import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "命名示范点 Name a demonstration site",
    "end": "撤销命名 End",
}

RESOURCE = Resource(
    collection="demonstration-sites",
    service="members",
    label="示范点 demonstration sites",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
