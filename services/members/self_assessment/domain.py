"""What is allowed with a body's assessment of itself, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members import merit_rules as rules
from services.members.self_assessment import commands as asked
from services.members.self_assessment.events import (
    Assessed,
    SelfAssessmentEvent,
    SelfAssessmentMade,
    SelfAssessmentRevised,
)
from services.members.self_assessment.state import SelfAssessment

DIMENSIONS = 3
HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """`this_year` is the year in which it is entered."""

    this_year: int


def assess(assessment: SelfAssessment | None, command: asked.AssessItself, facts: Facts) -> list[SelfAssessmentEvent]:
    """A body has one for a year: the record that is there already is told."""
    rules.must_have_begun(command.year, facts.this_year)
    dimensions = _each_once(command.dimensions)
    if assessment is not None:
        raise rules.AssessedThisYearAlready
    return [
        SelfAssessmentMade(
            command.self_assessment_id,
            command.organisation,
            command.division,
            command.year,
            dimensions,
            command.gaps,
        )
    ]


def revise(assessment: SelfAssessment, command: asked.ReviseAssessment, facts: Facts) -> list[SelfAssessmentEvent]:
    return [SelfAssessmentRevised(command.self_assessment_id, _each_once(command.dimensions), command.gaps)]


def _each_once(dimensions: Sequence[Assessed]) -> tuple[Assessed, ...]:
    named = {one.dimension for one in dimensions}
    if not len(named) == len(dimensions) == DIMENSIONS or any(not 1 <= one.level <= HIGHEST for one in dimensions):
        raise rules.EachDimensionOnce
    return tuple(dimensions)
