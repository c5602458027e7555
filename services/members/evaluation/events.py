"""What can have happened to an evaluation of a member by the four abilities (四种能力)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Ability: TypeAlias = Literal["political_judgement", "investigation", "contact_with_people", "cooperation"]


@dataclass(frozen=True, slots=True)
class EvaluatedAbility:
    """From 1 to 5."""

    ability: Ability
    level: int


@dataclass(frozen=True, slots=True)
class EvaluationMade:
    """`note` is encrypted with the person's key."""

    evaluation_id: str
    person: str
    division: str
    year: int
    abilities: tuple[EvaluatedAbility, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class EvaluationRevised:
    """How it reads from now on; whoever was shown the one before has to see this one."""

    evaluation_id: str
    abilities: tuple[EvaluatedAbility, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class EvaluationSeen:
    """The member has seen it."""

    evaluation_id: str


EvaluationEvent: TypeAlias = EvaluationMade | EvaluationRevised | EvaluationSeen
