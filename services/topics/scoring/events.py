"""What can have happened to the scoring of a topic (选题评分)."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """`given` of at most `points`, by a criterion as the list called it then."""

    code: str
    label: str
    points: int
    given: int


@dataclass(frozen=True, slots=True)
class TopicScored:
    """`scored_by` scored it as `role`, by that edition of the list of criteria."""

    scoring_id: str
    topic: str
    division: str
    organisation: str
    scored_by: str | None
    role: str
    label_list: str
    edition: int
    scores: tuple[CriterionScore, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class ScoringWithdrawn:
    scoring_id: str
    reason: str


ScoringEvent: TypeAlias = TopicScored | ScoringWithdrawn
