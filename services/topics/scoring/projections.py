"""What can be read of the scoring of a topic: where the topic stands."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.topics.scoring.events import CriterionScore
from services.topics.scoring.state import Scoring


@dataclass(frozen=True, slots=True)
class ScoringShown:
    """`total` is what was given in all, `most` what could have been."""

    topic: str
    organisation: str
    scored_by: str | None
    role: str
    label_list: str
    edition: int
    scores: tuple[CriterionScore, ...]
    total: int
    most: int
    comment: str | None
    reason: str | None


def row(known: Scoring, scoring_id: str) -> ReadRow:
    """It names its topic: so that no body scores it twice, whoever writes at once."""
    scored = known.scored
    return ReadRow(
        division=scored.division,
        shown=ScoringShown(
            scored.topic,
            scored.organisation,
            scored.scored_by,
            scored.role,
            scored.label_list,
            scored.edition,
            scored.scores,
            sum(one.given for one in scored.scores),
            sum(one.points for one in scored.scores),
            scored.comment,
            known.reason,
        ),
        organisation=scored.organisation,
        topic=scored.topic,
        named=(scored.topic,),
        audience="offices",
    )
