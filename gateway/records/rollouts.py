"""推广阶段: piloted first, then expanded, then everywhere; and the meetings that looked at it."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.rollout import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "begin": "列入 Begin",
    "expand": "推广 Expand",
    "complete": "全面推开 Complete",
    "record_review": "记录观摩推进会 Record a meeting that looked at it",
    "end": "终止 End",
}

RESOURCE = Resource(
    collection="rollouts",
    service="members",
    label="推广阶段 roll-out",
    creating="begin",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
