"""标签: which tags a record carries."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.tagging import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "put": "给记录加标签；已有标签的再加 Put tags on a record, beside those that it carries",
    "take_off": "取下标签 Take tags off",
}

RESOURCE = Resource(
    collection="taggings",
    service="members",
    label="标签 taggings",
    creating="put",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
