"""届次: the terms of CPPCC committees, and the change from one to the next (换届)."""

from gateway.documents.resource import Resource
from services.members.term import schemas

WORDS = {
    "plan": "拟定届次 Plan a term",
    "amend": "变更 Amend",
    "start": "开始（首届）Start",
    "change_over": "换届：本届结束、下一届开始，留任与离任一并载明 Change over to the next term",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="terms",
    service="members",
    label="届次 terms",
    creating="plan",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
