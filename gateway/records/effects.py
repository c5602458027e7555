"""非决策成效: what a meeting has done besides deciding."""

from gateway.documents.resource import Resource
from services.meetings.effect import schemas

WORDS = {
    "record_effect": "记录成效 Record an effect",
    "withdraw_effect": "撤回 Withdraw",
}

RESOURCE = Resource(
    collection="effects",
    service="meetings",
    label="非决策成效 effects",
    creating="record_effect",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
