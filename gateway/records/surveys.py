"""实地调查: what several bodies saw on the spot, with photos."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.meetings.survey import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "record_survey": "记录实地调查 Record a field survey",
    "correct_survey": "更正、增补照片 Correct, and add photos",
    "bring_survey": "列入某次会议的材料 Bring it to a meeting",
    "withdraw_survey": "撤回 Withdraw",
}

RESOURCE = Resource(
    collection="surveys",
    service="meetings",
    label="实地调查 field surveys",
    creating="record_survey",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
