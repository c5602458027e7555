"""What can be read of an evaluation."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.evaluation.events import EvaluatedAbility
from services.members.evaluation.state import Evaluation


@dataclass(frozen=True, slots=True)
class EvaluationShown:
    person: str
    year: int
    abilities: tuple[EvaluatedAbility, ...]
    note: str | None


def row(evaluation: Evaluation, evaluation_id: str) -> ReadRow:
    """The member reads his own."""
    return ReadRow(
        division=evaluation.division,
        shown=EvaluationShown(evaluation.person, evaluation.year, evaluation.abilities, evaluation.note),
        named=(evaluation.person,),
        audience="offices",
    )
