"""目标任务: how many of something a body is to have by a day, unit by unit where it says so."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.target import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "下达目标，可定时间节点、逐单位要求 Set a target",
    "exclude": "排除不具备条件的单位 Exclude a unit that lacks the condition",
    "include": "恢复该单位 Include it again",
    "report": "报告已有数 Report how many there are",
    "drop": "撤销 Drop",
}

RESOURCE = Resource(
    collection="targets",
    service="members",
    label="目标任务 targets",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
