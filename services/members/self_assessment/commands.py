"""What can be asked of a body's assessment of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.self_assessment.events import Assessed


@dataclass(frozen=True, slots=True)
class AssessItself:
    self_assessment_id: str
    organisation: str
    division: str
    year: int
    dimensions: Sequence[Assessed]
    gaps: str | None = None


@dataclass(frozen=True, slots=True)
class ReviseAssessment:
    self_assessment_id: str
    dimensions: Sequence[Assessed]
    gaps: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnAssessment:
    self_assessment_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmAssessment:
    self_assessment_id: str
    opinion: str | None = None
