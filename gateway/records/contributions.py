"""助力记录: knowledge, money, goods or effort that a member or an enterprise gave."""

from gateway.documents.resource import Resource
from services.members.contribution import schemas

WORDS = {
    "create": "登记助力、捐赠 Put a contribution on record",
    "withdraw": "撤销误记 Withdraw what was entered by mistake",
}

RESOURCE = Resource(
    collection="contributions",
    service="members",
    label="助力记录 contributions",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
