"""自评: how far a body works by institutions, standards and procedures, once a year."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.self_assessment import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "assess": "自评 Assess oneself",
    "revise": "修改 Revise",
    "return_for_revision": "退回修改 Return for revision",
    "confirm": "确认 Confirm",
}

RESOURCE = Resource(
    collection="self-assessments",
    service="members",
    label="自评 self-assessments",
    creating="assess",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
