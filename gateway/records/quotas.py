"""成员构成要求: how many fixed members of each category a council should have at least."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.quota import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "设定要求 Set one",
    "amend": "修订，产生新版 Amend: a new edition",
}

RESOURCE = Resource(
    collection="quotas",
    service="members",
    label="成员构成要求 quotas of councils",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
