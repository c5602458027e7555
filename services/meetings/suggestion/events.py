"""What can have happened to a single suggestion."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SuggestionMade:
    """Somebody who was there suggested something (提出建议). His words are encrypted."""

    meeting_id: str
    suggestion_id: str
    topic_id: str
    number: int
    participant: str
    words: str


@dataclass(frozen=True, slots=True)
class SuggestionAdopted:
    """It went into a consensus item (采纳)."""

    meeting_id: str
    suggestion_id: str
    item: str


@dataclass(frozen=True, slots=True)
class SuggestionNotAdopted:
    """It went into none, and why (未采纳)."""

    meeting_id: str
    suggestion_id: str
    reason: str


SuggestionEvent: TypeAlias = SuggestionMade | SuggestionAdopted | SuggestionNotAdopted
