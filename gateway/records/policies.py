"""时限: the limits in days that events cite. A first start sets them; nobody adds one."""

from gateway.documents.resource import Resource
from services.members.policy import schemas

WORDS = {
    "amend": "修改时限，产生新版 Change the limit: a new version",
}

RESOURCE = Resource(
    collection="policies",
    service="members",
    label="时限 policies",
    creating=None,
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
