"""What can be read of a task."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from infra.kernel.contract.handling import Handling
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.outcomes.task.commands import TaskEffect
from services.outcomes.task.ladder import Rung
from services.outcomes.task.said import Opinion, Rating
from services.outcomes.task.state import RUNNING, State, Task

# What of a reply is not out yet is read by nobody outside. A state that is added is none of these until somebody says so.
REPLIED = (State.RATING_OPEN, State.REWORK, State.TRACKING, State.DONE)


@dataclass(frozen=True, slots=True)
class TaskShown:
    """`due` is the date that holds, `original_due` the first one; `rating` the latest of `ratings`.

    `due_soon` and `overdue` are of the date that holds: also what was answered late was overdue.
    `files` are those of the last draft and of all progress.
    """

    outcome: str | None
    topic: str | None
    organisation: str
    title: str
    lead: str
    former_leads: tuple[str, ...]
    co_handlers: tuple[str, ...]
    due: date
    original_due: date
    requested_due: date | None
    policy: str | None
    return_until: datetime
    measure: str | None
    beneficiaries: int | None
    funds_yuan: int | None
    question: str | None
    awaited: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    class_: str | None
    reply: str | None
    contact_record: str | None
    effects: tuple[TaskEffect, ...]
    rate_until: datetime | None
    rating: str | None
    ratings: tuple[Rating, ...]
    progress: tuple[str, ...]
    urged: int
    supervised: str | None
    return_provisional: bool
    former_co_handlers: tuple[str, ...]
    due_soon: bool
    overdue: bool
    paused_on: date | None
    paused_until: date | None
    report_by: datetime | None
    progress_missed: int
    lead_ended: bool
    co_handlers_ended: tuple[str, ...]
    files: tuple[str, ...]
    instruction: str | None
    problem: str | None


def row(task: Task, task_id: str) -> ReadRow:
    """Those who handle it or once did may read it wherever they are.

    What came of an instruction and is of no topic is told among offices, as the instruction is.
    """
    return ReadRow(
        division=task.division,
        shown=_shown(task),
        organisation=task.organisation,
        topic=task.topic_id,
        outcome=task.outcome_id,
        audience="place" if task.instruction is None or task.topic_id is not None else "inside",
        named=tuple(dict.fromkeys((task.lead, *task.co_handlers, *task.former_leads, *task.former_co_handlers))),
        search=f"{task.title} {task.measure or ''}".strip(),
        handling=Handling(task.lead, task.co_handlers, task.due, task.ladder.rung >= Rung.OVERDUE),
        files=tuple(map(NamedFile, task.files)),
    )


def _shown(task: Task) -> TaskShown:
    reply = task.reply
    return TaskShown(
        outcome=task.outcome_id,
        topic=task.topic_id,
        organisation=task.organisation,
        title=task.title,
        lead=task.lead,
        former_leads=task.former_leads,
        co_handlers=task.co_handlers,
        due=task.due,
        original_due=task.original_due,
        requested_due=task.requested_due,
        policy=task.policy,
        return_until=task.return_until,
        measure=task.measure,
        beneficiaries=task.beneficiaries,
        funds_yuan=task.funds_yuan,
        question=task.question,
        awaited=task.awaited,
        opinions=task.opinions,
        class_=reply.class_code if reply else None,
        reply=reply.text if reply else None,
        contact_record=reply.contact_record if reply else None,
        effects=reply.effects if reply else (),
        rate_until=task.rate_until,
        rating=task.ratings[-1].rating if task.ratings else None,
        ratings=task.ratings,
        progress=task.progress,
        urged=task.urged,
        supervised=task.supervised,
        return_provisional=task.return_provisional,
        former_co_handlers=task.former_co_handlers,
        due_soon=task.state in RUNNING and task.ladder.rung is Rung.DUE_SOON,
        overdue=task.ladder.rung >= Rung.OVERDUE,
        paused_on=task.paused_on,
        paused_until=task.paused_until,
        report_by=task.report_by,
        progress_missed=task.progress_missed,
        lead_ended=task.lead_ended,
        co_handlers_ended=task.co_handlers_ended,
        files=tuple(dict.fromkeys((*(reply.files if reply else ()), *task.progress_files))),
        instruction=task.instruction,
        problem=task.problem,
    )


TASK_ENDS = (State.DONE, State.CANCELLED)


@dataclass(frozen=True)
class HandledTask:
    """As the row of a task has those that handle it."""

    id: str
    state: str
    lead: str
    co_handlers: tuple[str, ...]
    lead_ended: bool
    co_handlers_ended: tuple[str, ...]


@dataclass(frozen=True)
class DatedTask:
    """As the row of a task has its open dates."""

    id: str
    state: str
    return_until: datetime
    overdue: bool


@dataclass(frozen=True)
class TaskSeen:
    """As the row of a task has it."""

    id: str
    state: str
    lead: str
    due: date
    supervised: str | None
    reply: str | None
    class_: str | None
    rate_until: datetime | None


@dataclass(frozen=True)
class TrackedTask:
    """A task as those see it from whose words it came: who has it, by when, and the reply once it is out."""

    id: str
    state: str
    lead: str
    due: date
    supervised: str | None
    reply: str | None = None
    class_code: str | None = None
    rate_until: datetime | None = None


def tracked(task: TaskSeen, lead: str) -> TrackedTask:
    """`lead` is the department's name. A reply that was found wanting is out too; one that is written anew is not yet."""
    seen = TrackedTask(task.id, task.state, lead, task.due, task.supervised)
    if task.state not in REPLIED or task.reply is None:
        return seen
    until = task.rate_until if task.state == State.RATING_OPEN else None
    return replace(seen, reply=task.reply, class_code=task.class_, rate_until=until)
