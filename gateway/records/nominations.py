"""委员推荐提名: who is recommended as a member for a term, and by which steps he becomes one."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.nomination import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "nominate": "推荐 Nominate",
    "examine": "考察 Examine",
    "consult": "协商 Consult",
    "agree": "同意 Agree",
    "disagree": "不同意 Disagree",
    "withdraw": "撤回 Withdraw",
    "admit": "任为委员 Admit as a member",
}

RESOURCE = Resource(
    collection="nominations",
    service="members",
    label="委员推荐提名 nominations",
    creating="nominate",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
