"""委员下沉: members posted to stations and councils."""

from gateway.documents.resource import Resource
from services.members.posting import schemas

WORDS = {
    "propose": "拟派 Propose a posting",
    "confirm": "确认 Confirm",
    "decline": "不确认 Decline",
    "propose_again": "重新拟派 Propose again",
    "suspend": "暂停 Suspend",
    "resume": "恢复 Resume",
    "reassign": "调整 Reassign",
    "hand_over": "移交到新的下沉 Hand over to the new posting",
    "end": "结束 End",
}

RESOURCE = Resource(
    collection="postings",
    service="members",
    label="委员下沉 postings",
    creating="propose",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
