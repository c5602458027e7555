"""工作笔记: what the recorder notes for himself; never the record."""

from gateway.documents.resource import Resource
from services.meetings.working_note import schemas

WORDS = {
    "write_note": "记笔记 Write a note",
    "rewrite_note": "改写 Rewrite",
    "discard_note": "弃用 Discard",
}

RESOURCE = Resource(
    collection="notes",
    service="meetings",
    label="工作笔记 working notes",
    creating="write_note",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
)
