"""发言: who speaks in which order, and how long."""

from gateway.documents.resource import Resource
from services.meetings.speech import schemas

WORDS = {
    "list_speaker": "列入发言顺序 Put on the speaking order",
    "move_speaker": "调整顺序 Change the turn",
    "begin_speech": "开始发言 Begin",
    "end_speech": "发言完毕 End",
    "strike_speaker": "取消发言 Strike from the order",
}

RESOURCE = Resource(
    collection="speeches",
    service="meetings",
    label="发言 speeches",
    creating="list_speaker",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
