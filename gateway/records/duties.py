"""联系包抓: a leader visits a division once a quarter."""

from gateway.documents.resource import Resource
from services.members.duty import schemas

WORDS = {
    "schedule": "安排 Schedule",
    "record_visit": "记录到访 Record the visit",
    "record_late": "补录 Record it late",
    "send_back": "退回 Send back",
    "verify": "核实 Verify",
}

RESOURCE = Resource(
    collection="duties",
    service="members",
    label="联系包抓 duties",
    creating="schedule",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
)
