"""What can be read of a body's assessment of itself."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.self_assessment.events import Assessed
from services.members.self_assessment.state import SelfAssessment


@dataclass(frozen=True, slots=True)
class SelfAssessmentShown:
    organisation: str
    year: int
    dimensions: tuple[Assessed, ...]
    gaps: str | None
    reason: str | None
    opinion: str | None


def row(assessment: SelfAssessment, record_id: str) -> ReadRow:
    made = assessment.made
    return ReadRow(
        division=made.division,
        shown=SelfAssessmentShown(
            made.organisation,
            made.year,
            assessment.dimensions,
            assessment.gaps,
            assessment.reason,
            assessment.opinion,
        ),
        organisation=made.organisation,
        search=" ".join((assessment.gaps or "", *(one.evidence for one in assessment.dimensions))),
    )
