"""What can be asked about suggestions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MakeSuggestion:
    """`participant` is who speaks; whoever was there and speaks for himself need not say so."""

    suggestion_id: str
    meeting_id: str
    words: str
    participant: str | None = None
    actor_person: str | None = None
    actor_role: str = ""
    actor_participant: str | None = None


@dataclass(frozen=True, slots=True)
class AdoptSuggestion:
    suggestion_id: str
    meeting_id: str
    item: str


@dataclass(frozen=True, slots=True)
class TurnDownSuggestion:
    suggestion_id: str
    meeting_id: str
    reason: str
