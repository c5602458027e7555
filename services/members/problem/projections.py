"""What can be read of a problem."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.handling import Handling
from infra.kernel.contract.lifecycle import ReadRow
from services.members.problem.state import BECAME, FoundProblem


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
    opened_topic: str | None
    task: str | None


def row(problem: FoundProblem, problem_id: str) -> ReadRow:
    """Whoever is to see to it reads it wherever he sits, and so does the leader who found it.

    It is found from the visit that it was found on, and from what it became.
    """
    raised = problem.raised
    seen_by = (raised.leader, problem.organisation, *problem.handled_by)
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
            problem.opened_topic,
            problem.task,
        ),
        topic=problem.opened_topic or raised.topic,
        named=tuple(dict.fromkeys(one for one in (*seen_by, raised.duty, problem.task) if one)),
        handling=Handling(problem.organisation, (), problem.due, problem.overdue)
        if problem.organisation and problem.due and problem.state not in BECAME
        else None,
        search=raised.text,
    )
