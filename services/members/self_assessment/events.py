"""What can have happened to a body's assessment of itself: how far it works by institutions, standards and procedures."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Dimension: TypeAlias = Literal["institutions", "standards", "procedures"]


@dataclass(frozen=True, slots=True)
class Assessed:
    """How far it has come in one dimension, from 1 to 5, and by what that is seen."""

    dimension: Dimension
    level: int
    evidence: str


@dataclass(frozen=True, slots=True)
class SelfAssessmentMade:
    self_assessment_id: str
    organisation: str
    division: str
    year: int
    dimensions: tuple[Assessed, ...]
    gaps: str | None


@dataclass(frozen=True, slots=True)
class SelfAssessmentRevised:
    """How it reads from now on."""

    self_assessment_id: str
    dimensions: tuple[Assessed, ...]
    gaps: str | None


@dataclass(frozen=True, slots=True)
class SelfAssessmentReturned:
    self_assessment_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SelfAssessmentConfirmed:
    self_assessment_id: str
    opinion: str | None


SelfAssessmentEvent: TypeAlias = (
    SelfAssessmentMade | SelfAssessmentRevised | SelfAssessmentReturned | SelfAssessmentConfirmed
)
