"""What can be read of a problem."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.handling import Handling
from infra.kernel.contract.lifecycle import ReadRow
from services.members.problem.state import FoundProblem


@dataclass(frozen=True, slots=True)
class ProblemShown:
    text: str
    leader: str | None
    duty: str | None
    topic: str | None
    organisation: str | None
    due: date | None
    overdue: bool
    how: str | None
    solved_on: date | None
    reason: str | None


def row(problem: FoundProblem, problem_id: str) -> ReadRow:
    """Whoever is to see to it reads it wherever he sits, and so does the leader who found it."""
    raised = problem.raised
    return ReadRow(
        division=raised.division,
        shown=ProblemShown(
            raised.text,
            raised.leader,
            raised.duty,
            raised.topic,
            problem.organisation,
            problem.due,
            problem.overdue,
            problem.how,
            problem.solved_on,
            problem.reason,
        ),
        topic=raised.topic,
        named=tuple(one for one in (raised.leader, problem.organisation) if one),
        handling=Handling(problem.organisation, (), problem.due, problem.overdue)
        if problem.organisation and problem.due
        else None,
        search=raised.text,
    )
