"""What can be asked of the scoring of a topic."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PointsGiven:
    code: str
    given: int


@dataclass(frozen=True, slots=True)
class ScoreTopic:
    scoring_id: str
    topic: str
    scores: Sequence[PointsGiven]
    comment: str | None = None
    actor_role: str = ""
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawScoring:
    scoring_id: str
    reason: str
