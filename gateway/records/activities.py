"""活动: trainings, promotion and exchange meetings, forums, study tours, services to residents, calls; who was there."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.meetings.activity import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "plan": "安排活动：培训、推进会、观摩、交流、论坛、服务、倡议等 Plan an activity",
    "amend": "变更安排 Amend the plan",
    "hold": "登记已开展：各单位人数、参加的委员 Record that it was held: how many for each body, which members",
    "correct": "更正参加情况 Correct who was there",
    "cancel": "取消 Cancel",
}

RESOURCE = Resource(
    collection="activities",
    service="meetings",
    label="活动 activities",
    creating="plan",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    computed=WhoeverEnded,
)
