"""案例: good practice written down for others, from the topic or outcome that it tells of to the library."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.outcomes.case import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "draft": "编写案例 Draft a case",
    "revise": "修改 Revise",
    "submit": "报送 Submit",
    "return_for_revision": "退回修改 Return for revision",
    "publish": "审核入库并公开 Clear it for the library, and publish it",
    "mark_not_used": "不采用及原因 Not used, and why",
    "withdraw": "撤回；已公开的由政协机关撤下 Withdraw; what was published the office takes down",
}

RESOURCE = Resource(
    collection="cases",
    service="outcomes",
    label="案例 cases",
    creating="draft",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    open_reading=True,
    computed=WhoeverEnded,
)
