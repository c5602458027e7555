"""What is allowed with problems, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.contact_rules import (
    DutyMustBeOfThisPlace,
    DutyMustExist,
    SolutionMustBePast,
    TopicOfAProblemMustBeOfThisPlace,
)
from services.members.copies import KnownTopic
from services.members.problem import events as happened
from services.members.problem.commands import AssignProblem, MarkProblemOverdue, RaiseProblem, SolveProblem
from services.members.problem.events import ProblemEvent
from services.members.problem.state import FoundProblem, SeenDuty
from services.members.rules import DivisionMustExist, OrganisationMustBeActive, must_lie_ahead


@dataclass(frozen=True, slots=True)
class Facts:
    """`duty` is None when there is none, or the caller may not read it."""

    entered_on: date
    happened_on: date
    division_known: bool = True
    duty: SeenDuty | None = None
    topic: KnownTopic | None = None
    organisation_active: bool = True


def raise_problem(_: None, command: RaiseProblem, facts: Facts) -> list[ProblemEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if command.duty is not None and facts.duty is None:
        raise DutyMustExist
    if facts.duty is not None and not command.division.startswith(facts.duty.division):
        raise DutyMustBeOfThisPlace
    if facts.topic is not None and not around(facts.topic.division, command.division):
        raise TopicOfAProblemMustBeOfThisPlace
    leader = facts.duty.leader if facts.duty else None
    raised = (command.division, command.text, leader, command.duty, command.topic)
    return [happened.ProblemRaised(command.problem_id, *raised)]


def around(division: str, other: str) -> bool:
    return division.startswith(other) or other.startswith(division)


def assign_problem(problem: FoundProblem, command: AssignProblem, facts: Facts) -> list[ProblemEvent]:
    if not facts.organisation_active:
        raise OrganisationMustBeActive
    must_lie_ahead(command.due, facts.entered_on)
    return [happened.ProblemAssigned(command.problem_id, command.organisation, command.due)]


def mark_overdue(problem: FoundProblem, command: MarkProblemOverdue, facts: Facts) -> list[ProblemEvent]:
    return [happened.ProblemOverdue(command.problem_id, command.due)]


def solve_problem(problem: FoundProblem, command: SolveProblem, facts: Facts) -> list[ProblemEvent]:
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise SolutionMustBePast
    return [happened.ProblemSolved(command.problem_id, command.how, on)]
