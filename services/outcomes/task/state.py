"""A task as its events left it, and what falls due. How an event changes it is in `fold.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.outcomes.task import commands as asked
from services.outcomes.task.ladder import Ladder, over
from services.outcomes.task.said import Opinion, Rating, Reply


class State(StrEnum):
    ASSIGNED = "assigned"
    SIGNED = "signed"
    RETURN_REQUESTED = "return_requested"
    HANDLING = "handling"
    CO_WAITING = "co_waiting"
    PAUSED = "paused"
    EXTENSION_REQUESTED = "extension_requested"
    REPLY_DRAFTED = "reply_drafted"
    REPLY_REVIEW = "reply_review"
    RATING_OPEN = "rating_open"
    REWORK = "rework"
    TRACKING = "tracking"
    DONE = "done"
    CANCELLED = "cancelled"


RUNNING = (
    State.ASSIGNED, State.SIGNED, State.RETURN_REQUESTED, State.HANDLING, State.CO_WAITING, State.EXTENSION_REQUESTED,
    State.REPLY_DRAFTED, State.REPLY_REVIEW, State.REWORK,
)  # fmt: skip
"""In which it is not answered, and its clock runs."""

LABELS: dict[str, str] = {
    State.ASSIGNED: "已交办（待签收）", State.SIGNED: "已签收", State.RETURN_REQUESTED: "申请退办",
    State.HANDLING: "办理中", State.CO_WAITING: "待会办意见", State.PAUSED: "暂停计时",
    State.EXTENSION_REQUESTED: "申请延期", State.REPLY_DRAFTED: "拟答复", State.REPLY_REVIEW: "答复审核",
    State.RATING_OPEN: "已答复待评价", State.REWORK: "重新办理", State.TRACKING: "跟踪办理（B类）",
    State.DONE: "办结", State.CANCELLED: "撤销",
}  # fmt: skip


@dataclass(frozen=True)
class Task:
    task_id: str
    state: State
    outcome_id: str | None
    topic_id: str | None
    title: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date
    original_due: date
    policy: str | None
    measure: str | None
    beneficiaries: int | None
    funds_yuan: int | None
    division: str
    organisation: str
    return_until: datetime
    return_provisional: bool
    assigned_at: datetime | None
    ladder: Ladder
    return_policy: str | None = None
    former_leads: tuple[str, ...] = ()
    former_co_handlers: tuple[str, ...] = ()
    question: str | None = None
    awaited: tuple[str, ...] = ()
    opinions_end_at: datetime | None = None
    opinions: tuple[Opinion, ...] = ()
    paused_on: date | None = None
    paused_until: date | None = None
    requested_due: date | None = None
    reply: Reply | None = None
    rate_until: datetime | None = None
    ratings: tuple[Rating, ...] = ()
    progress: tuple[str, ...] = ()
    urged: int = 0
    supervised: str | None = None
    report_by: datetime | None = None
    progress_missed: int = 0
    lead_ended: bool = False
    co_handlers_ended: tuple[str, ...] = ()
    progress_files: tuple[str, ...] = ()
    instruction: str | None = None
    problem: str | None = None
    files: tuple[str, ...] = ()

    @property
    def dissatisfied(self) -> int:
        """How often it was found wanting."""
        return sum(rating.rating == "dissatisfied" for rating in self.ratings)

    def rated(self, rating: str | None, comment: str | None, reason: str | None = None) -> tuple[Rating, ...]:
        """The ratings with one more; a period that ran out unrated adds none."""
        return (*self.ratings, Rating(rating, comment, reason)) if rating else self.ratings


def due(task: Task) -> list[tuple[datetime, asked.TaskCommand]]:
    """The next step of what is late, and the ends of opinions, of a pause, of rating, and of the time for a report."""
    late = task.ladder.next(task.task_id, task.due) if task.state in RUNNING else []
    if task.state is State.CO_WAITING and task.opinions_end_at:
        return [(task.opinions_end_at, asked.TimeOutCoHandlers(task.task_id)), *late]
    if task.state is State.PAUSED and task.paused_until:
        return [(over(task.paused_until), asked.ResumeTask(task.task_id))]
    if task.state is State.RATING_OPEN and task.rate_until:
        return [(task.rate_until, asked.CloseUnrated(task.task_id))]
    if task.state is State.TRACKING and task.report_by:
        return [(task.report_by, asked.NoteProgressMissed(task.task_id))]
    return late
