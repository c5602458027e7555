"""What is known of one suggestion: a part of the meeting's state."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.meetings.suggestion import events as happened
from services.meetings.suggestion.events import SuggestionEvent, SuggestionMade


class State(StrEnum):
    MADE = "made"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"


LABELS: dict[str, str] = {State.MADE: "已提出", State.ADOPTED: "已采纳", State.NOT_ADOPTED: "未采纳"}


@dataclass(frozen=True)
class Suggestion:
    suggestion_id: str
    state: State
    number: int
    participant: str
    words: str
    item: str | None = None
    reason: str | None = None


def evolve_suggestion(one: Suggestion | None, event: SuggestionEvent) -> Suggestion:
    if isinstance(event, SuggestionMade):
        return Suggestion(event.suggestion_id, State.MADE, event.number, event.participant, event.words)
    assert one is not None
    match event:
        case happened.SuggestionAdopted():
            return replace(one, state=State.ADOPTED, item=event.item)
        case happened.SuggestionNotAdopted():
            return replace(one, state=State.NOT_ADOPTED, reason=event.reason)
        case _:
            assert_never(event)
