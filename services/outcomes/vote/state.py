"""What is known of a vote; how the count sees it."""

from dataclasses import dataclass
from enum import StrEnum

from services.outcomes.vote.events import VoteCast, VoteEvent


class State(StrEnum):
    CAST = "cast"


LABELS: dict[str, str] = {
    State.CAST: "已投",
}


@dataclass(frozen=True, slots=True)
class Vote:
    vote_id: str
    state: State
    cast: VoteCast


def evolve(vote: Vote | None, event: VoteEvent) -> Vote:
    return Vote(event.vote_id, State.CAST, event)


@dataclass(frozen=True)
class SeenVote:
    """As it is shown."""

    entries: tuple[str, ...]
