"""实效: what an outcome brought, in numbers, and how many days after its meeting."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.outcomes.measured_effect import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "measure": "登记实效 Enter a measured effect",
    "measure_again": "重新计量 Measure again",
    "withdraw": "撤回误登的实效 Withdraw what was entered wrongly",
}

RESOURCE = Resource(
    collection="measured-effects",
    service="outcomes",
    label="实效 measured effects",
    creating="measure",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
