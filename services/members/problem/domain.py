"""What is allowed with problems, and what changes."""

from dataclasses import dataclass
from datetime import date, datetime

from services.members.contact_rules import (
    CoHandlerIsNamedOnce,
    DutyMustBeOfThisPlace,
    DutyMustExist,
    ProblemBecameAnother,
    SolutionMustBePast,
    TaskIsGivenOutByAnOffice,
    TopicOfAProblemMustBeOfThisPlace,
)
from services.members.copies import KnownTopic
from services.members.problem import events as happened
from services.members.problem.commands import (
    AssignProblem,
    FollowTopic,
    MakeTask,
    MarkProblemOverdue,
    NoteSolved,
    OpenTopic,
    RaiseProblem,
    SolveProblem,
    WorkOnProblemAgain,
)
from services.members.problem.events import ProblemEvent
from services.members.problem.state import FoundProblem, SeenDuty
from services.members.rules import DivisionMustExist, OrganisationMustBeActive, must_lie_ahead


@dataclass(frozen=True, slots=True)
class Facts:
    """`duty` is None when there is none, or the caller may not read it; `topic_division`: where a topic is to be drafted."""

    entered_on: date
    happened_on: date
    division_known: bool = True
    duty: SeenDuty | None = None
    topic: KnownTopic | None = None
    organisation_active: bool = True
    topic_division: str | None = None
    now: datetime | None = None


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


def open_topic(problem: FoundProblem, command: OpenTopic, facts: Facts) -> list[ProblemEvent]:
    """The topic stands where its organisation does; `topics` drafts it upon this."""
    assert facts.topic_division is not None
    wanted = (command.topic, command.title, command.background, facts.topic_division, command.organisation)
    return [happened.ProblemTopicOpened(command.problem_id, *wanted)]


def make_task(problem: FoundProblem, command: MakeTask, facts: Facts) -> list[ProblemEvent]:
    """The task stands where the problem does, and is that office's; `outcomes` assigns it upon this."""
    assert facts.now is not None
    if command.actor_organisation is None:
        raise TaskIsGivenOutByAnOffice
    must_lie_ahead(command.due, facts.entered_on)
    if len({command.lead, *command.co_handlers}) <= len(command.co_handlers):
        raise CoHandlerIsNamedOnce
    return [
        happened.ProblemTaskMade(
            problem_id=command.problem_id,
            task=command.task,
            title=command.title,
            lead=command.lead,
            co_handlers=command.co_handlers,
            due=command.due,
            measure=command.measure,
            division=problem.raised.division,
            organisation=command.actor_organisation,
            made_at=facts.now,
        )
    ]


def note_solved(problem: FoundProblem, command: NoteSolved, facts: Facts) -> list[ProblemEvent]:
    return [happened.ProblemSolved(command.problem_id, command.how, facts.happened_on)]


def follow_topic(problem: FoundProblem, command: FollowTopic, facts: Facts) -> list[ProblemEvent]:
    if problem.opened_topic != command.merged:
        raise ProblemBecameAnother
    return [happened.ProblemTopicMerged(command.problem_id, command.into)]


def work_on_again(problem: FoundProblem, command: WorkOnProblemAgain, facts: Facts) -> list[ProblemEvent]:
    if problem.opened_topic is None and problem.task is None:
        raise ProblemBecameAnother
    return [happened.ProblemInWorkAgain(command.problem_id)]
