"""能力评价: the four abilities of a member, once a year; the member sees it."""

from gateway.documents.resource import Resource
from services.members.evaluation import schemas

WORDS = {
    "evaluate": "评价委员的四种能力 Evaluate the four abilities of a member",
    "revise": "修改 Revise",
    "acknowledge": "本人已阅 The member has seen it",
}

RESOURCE = Resource(
    collection="evaluations",
    service="members",
    label="能力评价 evaluations",
    creating="evaluate",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
