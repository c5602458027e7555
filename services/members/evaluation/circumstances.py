"""The circumstances of a command: where an evaluation stands, whether the person is a member there."""

from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from services.members.evaluation.commands import EvaluateMember
from services.members.evaluation.domain import Facts
from services.members.evaluation.state import Evaluation
from services.members.member.circumstances import memberships_of

ALL_ALIKE = datetime(2026, 1, 1, tzinfo=UTC)


def place(evaluation: Evaluation, evaluation_id: str) -> Place:
    return Place(division=evaluation.division, persons=(evaluation.person,))


def place_of_new(lookups: Lookups, evaluation: Evaluation | None, command: EvaluateMember) -> Place:
    return Place(division=command.division, persons=(command.person,))


def id_of_new(command: EvaluateMember) -> str:
    """The same for the same three: so there is one of them, whoever writes at once."""
    return id_of(f"evaluation/{command.person}/{command.division}/{command.year}", ALL_ALIKE)


def subject(evaluation: Evaluation | None, command: object) -> str | None:
    if isinstance(command, EvaluateMember):
        return command.person
    return evaluation.person if evaluation else None


def facts(lookups: Lookups, evaluation: Evaluation | None, command: object) -> Facts:
    this_year = day_in_china(lookups.recorded_at).year
    if not isinstance(command, EvaluateMember):
        return Facts(this_year)
    held = memberships_of(lookups, command.person, besides="")
    return Facts(this_year, any(one.committee_division == command.division for one in held))
