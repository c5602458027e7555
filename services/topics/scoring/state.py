"""What is known of the scoring of a topic, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.topics.scoring.events import ScoringEvent, ScoringWithdrawn, TopicScored


class State(StrEnum):
    SCORED = "scored"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.SCORED: "已评分",
    State.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True, slots=True)
class Scoring:
    """`reason` is why it was withdrawn."""

    scoring_id: str
    state: State
    scored: TopicScored
    reason: str | None = None


def evolve(known: Scoring | None, event: ScoringEvent) -> Scoring:
    match event:
        case TopicScored():
            return Scoring(event.scoring_id, State.SCORED, event)
        case ScoringWithdrawn():
            assert known is not None
            return replace(known, state=State.WITHDRAWN, reason=event.reason)
        case _:
            assert_never(event)
