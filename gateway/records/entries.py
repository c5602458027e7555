"""参评案例: a case that an office entered in a contest, and what became of it there."""

from gateway.documents.resource import Resource
from services.outcomes.contest_entry import schemas

WORDS = {
    "submit": "报送一件案例参评 Enter a case",
    "select": "遴选上报 Select it and send it on",
    "shortlist": "初评入围 Shortlist",
    "turn_down": "不入选及原因 Turn down, and why",
}

RESOURCE = Resource(
    collection="entries",
    service="outcomes",
    label="参评案例 entries of a contest",
    creating="submit",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="contests",
)
