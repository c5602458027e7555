"""What can be read of the roll-out in an organisation."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.rollout.state import Rollout, RolloutReview, StageReached


@dataclass(frozen=True, slots=True)
class RolloutShown:
    organisation: str
    stages: tuple[StageReached, ...]
    reviews: tuple[RolloutReview, ...]
    reason: str | None


def row(rollout: Rollout, rollout_id: str) -> ReadRow:
    return ReadRow(
        division=rollout.division,
        shown=RolloutShown(rollout.organisation, rollout.stages, rollout.reviews, rollout.reason),
        organisation=rollout.organisation,
        named=(rollout.organisation,),
        audience="tokens",
        search=" ".join(one.text for one in rollout.reviews),
    )
