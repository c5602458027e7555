"""批示: what a leader wrote on a record."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.extras import MadeTask
from gateway.documents.resource import Resource
from services.outcomes.instruction import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "enter": "登记批示 Enter an instruction",
    "make_task": "按批示交办任务 Make a task of it",
    "finish": "报告落实情况 Report what came of it",
    "withdraw": "撤回误登的批示 Withdraw what was entered wrongly",
}

RESOURCE = Resource(
    collection="instructions",
    service="outcomes",
    label="批示 instructions",
    creating="enter",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    extras={"make_task": MadeTask},
    computed=WhoeverEnded,
)
