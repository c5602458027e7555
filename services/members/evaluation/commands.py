"""What can be asked of an evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.evaluation.events import EvaluatedAbility


@dataclass(frozen=True, slots=True)
class EvaluateMember:
    evaluation_id: str
    person: str
    division: str
    year: int
    abilities: Sequence[EvaluatedAbility]
    actor_person: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReviseEvaluation:
    evaluation_id: str
    abilities: Sequence[EvaluatedAbility]
    actor_person: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AcknowledgeEvaluation:
    evaluation_id: str
