"""清单: what a division calls, counts and arranges in its own way."""

from gateway.documents.resource import Resource
from services.members.label_list import schemas

WORDS = {
    "create": "新建清单，在该区划及其下级施行 Make a list, in force in the division and below",
    "amend": "修订清单，产生新版 Amend: a new edition",
    "end": "停用清单，改用上级清单 End it: the next list above is in force again",
}

RESOURCE = Resource(
    collection="label-lists",
    service="members",
    label="清单 lists",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
