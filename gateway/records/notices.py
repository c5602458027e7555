"""分类通知: notices to some categories of participants at once."""

from gateway.documents.resource import Resource
from services.meetings.notice_round import schemas

WORDS = {
    "notify": "按类别、利益攸关方发出通知 Send notices to categories and groups",
}

RESOURCE = Resource(
    collection="notices",
    service="meetings",
    label="分类通知 notices by category",
    creating="notify",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
