"""备选方案: options compared, and the chosen one."""

from gateway.documents.resource import Resource
from services.meetings.option import schemas

WORDS = {
    "propose_option": "提出方案 Propose",
    "weigh_option": "比选：利弊、支持者 Weigh: pros, cons, supporters",
    "choose_option": "选定，写入共识事项 Choose, for a consensus item",
    "drop_option": "放弃 Drop",
}

RESOURCE = Resource(
    collection="options",
    service="meetings",
    label="备选方案 options",
    creating="propose_option",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
    open_reading=True,
    by_participant=("propose_option",),
)
