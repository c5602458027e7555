"""What can be asked of a vote."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CastVote:
    """`actor_person` is who votes: nobody names another."""

    vote_id: str
    contest: str
    entries: Sequence[str]
    actor_person: str | None
