"""What can have happened to a vote: it was cast."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class VoteCast:
    """One person's one vote in a contest: for these entries."""

    vote_id: str
    contest: str
    voter: str
    entries: tuple[str, ...]


VoteEvent: TypeAlias = VoteCast
