"""逐条建议: single suggestions with speaker and fate."""

from gateway.documents.resource import Resource
from services.meetings.suggestion import schemas

WORDS = {
    "suggest": "提出建议 Suggest",
    "adopt_suggestion": "采纳入共识事项 Adopt into a consensus item",
    "turn_down_suggestion": "未采纳，说明理由 Not adopted, and why",
}

RESOURCE = Resource(
    collection="suggestions",
    service="meetings",
    label="逐条建议 suggestions",
    creating="suggest",
    commands=schemas.COMMANDS,
    shown=schemas.Shown,
    words=WORDS,
    parent="meetings",
    open_reading=True,
    by_participant=("suggest",),
)
