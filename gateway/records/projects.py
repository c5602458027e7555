"""项目: by which an outcome is carried out, with its money."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.outcomes.project import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "create": "立项 Make a project of an outcome",
    "amend": "变更项目 Amend",
    "add_funds": "登记新增资金 Enter further funds",
    "start": "开工 Start",
    "report": "报告进展 Report progress",
    "finish": "完成 Finish",
    "cancel": "取消 Cancel",
}

RESOURCE = Resource(
    collection="projects",
    service="outcomes",
    label="项目 projects",
    creating="create",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
