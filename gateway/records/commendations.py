"""典型选树: a member put forward as a model, verified, on public notice, published."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.commendation import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "nominate": "推荐，写明事迹 Nominate a member, and say what for",
    "verify": "核实，写明依据 Verify, and say by what",
    "decline": "不予通过 Decline",
    "post_notice": "公示 Put it on public notice",
    "publish": "公布 Publish",
    "withdraw": "撤回 Withdraw",
}

RESOURCE = Resource(
    collection="commendations",
    service="members",
    label="典型选树 commendations",
    creating="nominate",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    open_reading=True,
    computed=WhoeverEnded,
)
