"""What is allowed with an evaluation, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members import merit_rules as rules
from services.members.evaluation import commands as asked
from services.members.evaluation.events import EvaluatedAbility, EvaluationEvent, EvaluationMade, EvaluationRevised
from services.members.evaluation.state import Evaluation

ABILITIES = 4
HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """`is_member`: the person is a member of the committee of that division; `this_year` is the year of entry."""

    this_year: int
    is_member: bool = True


def evaluate(evaluation: Evaluation | None, command: asked.EvaluateMember, facts: Facts) -> list[EvaluationEvent]:
    """A member has one a year: the record that is there already is told."""
    if not facts.is_member:
        raise rules.PersonMustBeAMemberHere
    rules.must_have_begun(command.year, facts.this_year)
    if command.actor_person == command.person:
        raise rules.NobodyEvaluatesHimself
    abilities = _each_once(command.abilities)
    if evaluation is not None:
        raise rules.EvaluatedThisYearAlready
    said = (command.person, command.division, command.year, abilities, command.note)
    return [EvaluationMade(command.evaluation_id, *said)]


def revise(evaluation: Evaluation, command: asked.ReviseEvaluation, facts: Facts) -> list[EvaluationEvent]:
    if command.actor_person == evaluation.person:
        raise rules.NobodyEvaluatesHimself
    return [EvaluationRevised(command.evaluation_id, _each_once(command.abilities), command.note)]


def _each_once(abilities: Sequence[EvaluatedAbility]) -> tuple[EvaluatedAbility, ...]:
    named = {one.ability for one in abilities}
    if not len(named) == len(abilities) == ABILITIES or any(not 1 <= one.level <= HIGHEST for one in abilities):
        raise rules.EachAbilityOnce
    return tuple(abilities)
