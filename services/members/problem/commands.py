"""What can be asked of a problem."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RaiseProblem:
    problem_id: str
    division: str
    text: str
    duty: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class AssignProblem:
    problem_id: str
    organisation: str
    due: date


@dataclass(frozen=True, slots=True)
class MarkProblemOverdue:
    problem_id: str
    due: date


@dataclass(frozen=True, slots=True)
class SolveProblem:
    problem_id: str
    how: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ReopenProblem:
    problem_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeaveUnsolved:
    problem_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """`topic` is a fresh id."""

    problem_id: str
    topic: str
    title: str
    background: str
    organisation: str


@dataclass(frozen=True, slots=True)
class MakeTask:
    """`task` is a fresh id."""

    problem_id: str
    task: str
    title: str
    lead: str
    co_handlers: tuple[str, ...] = ()
    due: date | None = None
    measure: str | None = None
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class NoteSolved:
    problem_id: str
    how: str


@dataclass(frozen=True, slots=True)
class FollowTopic:
    problem_id: str
    merged: str
    into: str


@dataclass(frozen=True, slots=True)
class TakeBackProblem:
    problem_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkOnProblemAgain:
    problem_id: str
