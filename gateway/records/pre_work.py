"""会前调研／听取意见（分散协商）: what participants find out before the meeting."""

from gateway.documents.resource import Resource
from services.meetings.pre_work import schemas

WORDS = {
    "assign_pre_work": "布置调研 Assign",
    "submit_pre_work": "提交调研情况 Submit",
    "accept_pre_work": "采用 Accept",
    "waive_pre_work": "免交 Waive",
}

RESOURCE = Resource(
    collection="pre-work",
    service="meetings",
    label="会前调研／听取意见 pre-work",
    creating="assign_pre_work",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
    open_reading=True,
    by_participant=("submit_pre_work",),
)
