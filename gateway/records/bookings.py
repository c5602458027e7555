"""场所预约: who uses a venue when (一室多用), and which members sit there (委员会客厅)."""

from gateway.documents.computed import WhoeverEnded
from gateway.documents.resource import Resource
from services.members.booking import schemas

WORDS = {
    "hand_over": "移交（所指组织已终止）Hand over to another organisation",
    "book": "预约 Book",
    "cancel": "取消 Cancel",
}

RESOURCE = Resource(
    collection="bookings",
    service="members",
    label="场所预约 bookings",
    creating="book",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="venues",
    computed=WhoeverEnded,
)
