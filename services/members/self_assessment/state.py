"""What is known of a body's assessment of itself, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.self_assessment import events as happened
from services.members.self_assessment.events import Assessed, SelfAssessmentEvent, SelfAssessmentMade


class State(StrEnum):
    ASSESSED = "assessed"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


LABELS: dict[str, str] = {
    State.ASSESSED: "已自评",
    State.RETURNED: "退回修改",
    State.CONFIRMED: "已确认",
}


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """`reason` is why it was last returned."""

    self_assessment_id: str
    state: State
    made: SelfAssessmentMade
    dimensions: tuple[Assessed, ...]
    gaps: str | None
    reason: str | None = None
    opinion: str | None = None


def evolve(assessment: SelfAssessment | None, event: SelfAssessmentEvent) -> SelfAssessment:
    if isinstance(event, SelfAssessmentMade):
        return SelfAssessment(event.self_assessment_id, State.ASSESSED, event, event.dimensions, event.gaps)
    assert assessment is not None
    match event:
        case happened.SelfAssessmentRevised():
            return replace(assessment, state=State.ASSESSED, dimensions=event.dimensions, gaps=event.gaps)
        case happened.SelfAssessmentReturned():
            return replace(assessment, state=State.RETURNED, reason=event.reason)
        case happened.SelfAssessmentConfirmed():
            return replace(assessment, state=State.CONFIRMED, opinion=event.opinion)
        case _:
            assert_never(event)
