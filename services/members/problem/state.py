"""What is known of a problem, folded from its events, and when it is overdue."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never

from services.members.duty.state import start_of_day
from services.members.problem import events as happened
from services.members.problem.commands import MarkProblemOverdue
from services.members.problem.events import ProblemEvent, ProblemRaised


class State(StrEnum):
    RAISED = "raised"
    ASSIGNED = "assigned"
    AS_TOPIC = "as_topic"
    AS_TASK = "as_task"
    SOLVED = "solved"
    UNSOLVED = "unsolved"


BECAME = (State.AS_TOPIC, State.AS_TASK)
"""What it became is followed; nobody else sees to it meanwhile."""

LABELS: dict[str, str] = {
    State.RAISED: "已提出",
    State.ASSIGNED: "已交办",
    State.AS_TOPIC: "已转议题",
    State.AS_TASK: "已转任务",
    State.SOLVED: "已解决",
    State.UNSOLVED: "未能解决",
}


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """`reason` is the last that was given; `opened_topic` or `task` is what it became, the last one, with who handles that."""

    problem_id: str
    state: State
    raised: ProblemRaised
    organisation: str | None = None
    due: date | None = None
    overdue: bool = False
    how: str | None = None
    solved_on: date | None = None
    reason: str | None = None
    opened_topic: str | None = None
    task: str | None = None
    handled_by: tuple[str, ...] = ()


def evolve(problem: FoundProblem | None, event: ProblemEvent) -> FoundProblem:
    if isinstance(event, ProblemRaised):
        return FoundProblem(event.problem_id, State.RAISED, event)
    assert problem is not None
    match event:
        case happened.ProblemAssigned(organisation=organisation, due=due):
            return replace(problem, state=State.ASSIGNED, organisation=organisation, due=due, overdue=False)
        case happened.ProblemOverdue():
            return replace(problem, overdue=True)
        case happened.ProblemSolved():
            return replace(problem, state=State.SOLVED, how=event.how, solved_on=event.on)
        case happened.ProblemReopened(reason=reason):
            return replace(unsettled(problem), state=State.RAISED, reason=reason)
        case happened.ProblemLeftUnsolved(reason=reason):
            return replace(problem, state=State.UNSOLVED, reason=reason)
        case happened.ProblemTopicOpened(topic=topic):
            return replace(problem, state=State.AS_TOPIC, opened_topic=topic, task=None, overdue=False)
        case happened.ProblemTaskMade():
            handled_by = (event.lead, *event.co_handlers)
            made = replace(problem, task=event.task, opened_topic=None, handled_by=handled_by)
            return replace(made, state=State.AS_TASK, overdue=False)
        case happened.ProblemTopicMerged(topic=topic):
            return replace(problem, opened_topic=topic)
        case happened.ProblemTakenBack(reason=reason):
            return replace(unsettled(problem), state=State.RAISED, reason=reason)
        case happened.ProblemInWorkAgain():
            return replace(unsettled(problem), state=State.AS_TOPIC if problem.opened_topic else State.AS_TASK)
        case _:
            assert_never(event)


def unsettled(problem: FoundProblem) -> FoundProblem:
    """Whatever was said of its solution holds no more."""
    return replace(problem, how=None, solved_on=None, overdue=False)


def due(problem: FoundProblem) -> list[tuple[datetime, MarkProblemOverdue]]:
    """When the day is over by which it was to be settled."""
    if problem.state is not State.ASSIGNED or problem.due is None or problem.overdue:
        return []
    over = start_of_day(problem.due + timedelta(days=1))
    return [(over, MarkProblemOverdue(problem.problem_id, problem.due))]


@dataclass(frozen=True, slots=True)
class SeenDuty:
    """The visit, as a problem that was found on it sees it."""

    division: str
    leader: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BecameSomething:
    """A problem, as its row has what it became."""

    id: str
    opened_topic: str | None = None
    task: str | None = None
