"""共识事项: what was put to the meeting, in which words, and what was agreed."""

from gateway.documents.resource import Resource
from services.meetings.consensus_item import schemas

WORDS = {
    "raise_item": "提出事项 Raise an item",
    "draft_item": "拟文 Draft its wording",
    "redraft_item": "修改文字 Redraft its wording",
    "settle_item": "议定：达成共识、保留意见或未达成 Settle: agreed, with reservation, or not agreed",
    "carry_over": "留待下轮 Leave it to a later round",
}

RESOURCE = Resource(
    collection="items",
    service="meetings",
    label="共识事项 consensus items",
    creating="raise_item",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
    open_reading=True,
    by_participant=("raise_item",),
)
