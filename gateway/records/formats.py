"""会议形式: how a meeting is held: forms, modes, immersion, parties."""

from gateway.documents.resource import Resource
from services.meetings.meeting_format import schemas

WORDS = {
    "describe_format": "说明会议形式 Describe the format",
    "amend_format": "更改 Amend",
}

RESOURCE = Resource(
    collection="formats",
    service="meetings",
    label="会议形式 format",
    creating="describe_format",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
