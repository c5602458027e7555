"""The circumstances of a command: where a body's assessment of itself stands, and that there is one a year."""

from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import holder_named
from services.members.division.circumstances import must_be_known
from services.members.self_assessment.commands import AssessItself
from services.members.self_assessment.domain import Facts
from services.members.self_assessment.state import SelfAssessment

ALL_ALIKE = datetime(2026, 1, 1, tzinfo=UTC)


def place(assessment: SelfAssessment, record_id: str) -> Place:
    return Place(division=assessment.made.division, council=assessment.made.organisation)


def place_of_new(lookups: Lookups, assessment: SelfAssessment | None, command: AssessItself) -> Place:
    return Place(division=command.division, council=command.organisation)


def id_of_new(command: AssessItself) -> str:
    """The same for the same body and year: so there is one of them, whoever writes at once."""
    return id_of(f"self-assessment/{command.organisation}/{command.year}", ALL_ALIKE)


def facts(lookups: Lookups, assessment: SelfAssessment | None, command: object) -> Facts:
    if isinstance(command, AssessItself):
        must_be_known(lookups, "division", command.division)
        holder_named(lookups, "organisation", command.organisation, command.division)
    return Facts(day_in_china(lookups.recorded_at).year)
