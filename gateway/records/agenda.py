"""议程进行: a meeting's way through its agenda."""

from gateway.documents.resource import Resource
from services.meetings.agenda_point import schemas

WORDS = {
    "begin_point": "进入一项议程 Begin a point of the agenda",
    "finish_point": "完成该项议程 Finish it",
}

RESOURCE = Resource(
    collection="agenda",
    service="meetings",
    label="议程进行 progress of the agenda",
    creating="begin_point",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
