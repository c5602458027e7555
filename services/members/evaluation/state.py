"""What is known of an evaluation, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.evaluation import events as happened
from services.members.evaluation.events import EvaluatedAbility, EvaluationEvent, EvaluationMade


class State(StrEnum):
    EVALUATED = "evaluated"
    ACKNOWLEDGED = "acknowledged"


LABELS: dict[str, str] = {
    State.EVALUATED: "已评价",
    State.ACKNOWLEDGED: "本人已阅",
}


@dataclass(frozen=True, slots=True)
class Evaluation:
    evaluation_id: str
    state: State
    person: str
    division: str
    year: int
    abilities: tuple[EvaluatedAbility, ...]
    note: str | None


def evolve(evaluation: Evaluation | None, event: EvaluationEvent) -> Evaluation:
    if isinstance(event, EvaluationMade):
        told = (event.person, event.division, event.year, event.abilities, event.note)
        return Evaluation(event.evaluation_id, State.EVALUATED, *told)
    assert evaluation is not None
    match event:
        case happened.EvaluationRevised():
            return replace(evaluation, state=State.EVALUATED, abilities=event.abilities, note=event.note)
        case happened.EvaluationSeen():
            return replace(evaluation, state=State.ACKNOWLEDGED)
        case _:
            assert_never(event)
