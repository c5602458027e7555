"""What can have happened to a problem (困难和问题) that was found on a visit: raised, assigned, solved or not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ProblemRaised:
    """`duty` is the visit that it was found on, `topic` what it led to or belongs to."""

    problem_id: str
    division: str
    text: str
    leader: str | None
    duty: str | None
    topic: str | None


@dataclass(frozen=True, slots=True)
class ProblemAssigned:
    """The organisation is to see to it by that day; assigned again, the last one holds."""

    problem_id: str
    organisation: str
    due: date


@dataclass(frozen=True, slots=True)
class ProblemOverdue:
    """The day was over, and it was not settled."""

    problem_id: str
    due: date


@dataclass(frozen=True, slots=True)
class ProblemSolved:
    problem_id: str
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class ProblemReopened:
    """What was reported does not hold: it is to be seen to again."""

    problem_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemLeftUnsolved:
    """It cannot be solved here; why is on record."""

    problem_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemTopicOpened:
    """It is to be consulted on: a topic of the organisation is drafted from it (转为议题)."""

    problem_id: str
    topic: str
    title: str
    background: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ProblemTaskMade:
    """It is to be handled as a task (转为任务), which is assigned from it where the problem lies, by `organisation`."""

    problem_id: str
    task: str
    title: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date | None
    measure: str | None
    division: str
    organisation: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ProblemTopicMerged:
    """The topic that it became was merged into another one, which is its topic from then on."""

    problem_id: str
    topic: str


@dataclass(frozen=True, slots=True)
class ProblemTakenBack:
    """What it had become ended without a solution: it is to be seen to otherwise."""

    problem_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemInWorkAgain:
    """What had solved it was reopened."""

    problem_id: str


ProblemEvent: TypeAlias = (
    ProblemRaised
    | ProblemAssigned
    | ProblemOverdue
    | ProblemSolved
    | ProblemReopened
    | ProblemLeftUnsolved
    | ProblemTopicOpened
    | ProblemTaskMade
    | ProblemTopicMerged
    | ProblemTakenBack
    | ProblemInWorkAgain
)
