"""困难和问题: what was found on a visit, who sees to it by when, and how it was solved."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.extras import LinkedTopic, MadeTask
from gateway.documents.resource import Resource
from services.members.problem import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "raise_problem": "提出问题，可写明由哪次联系包抓发现 Raise a problem",
    "assign": "交办机构与期限 Assign it, with a date",
    "solve": "解决，写明如何解决 It is solved: how",
    "reopen": "解决不实，重新办理 It does not hold: see to it again",
    "open_topic": "转为议题：由系统在所选议事会草拟 It is to be consulted on: a topic is drafted",
    "make_task": "转为任务：由系统交办 It is to be handled as a task: it is assigned",
    "leave_unsolved": "记为未能解决 It cannot be solved: why",
}

RESOURCE = Resource(
    collection="problems",
    service="members",
    label="困难和问题 problems",
    creating="raise_problem",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    extras={"open_topic": LinkedTopic, "make_task": MadeTask},
    computed=WhoeverEnded,
)
