"""What is allowed, and what follows, when one of those that handle a task has ended."""

from services.outcomes import rules
from services.outcomes.task import commands as asked
from services.outcomes.task.domain import Facts, reassign_task
from services.outcomes.task.events import TaskEvent
from services.outcomes.task.state import Task
from services.outcomes.task.succession_events import (
    TaskLeftWithoutCoHandler,
    TaskLeftWithoutLead,
    TaskTakenOver,
    in_place_of,
    without,
)


def take_over_task(task: Task, command: asked.TakeOverTask, facts: Facts) -> list[TaskEvent]:
    """Nobody asked a successor whether it is its business: as a lead it may return the task for some days.

    The due date stays. Nothing is given back to whom it was taken from.
    """
    ids = (task.task_id, task.outcome_id, task.topic_id)
    old, new = command.organisation, command.successor
    if old == task.lead:
        assert facts.deadline is not None
        window = (facts.deadline.ends_at, facts.deadline.policy, facts.deadline.provisional)
        return [TaskTakenOver(*ids, old, new, without(task.awaited, new), *window)]
    _must_be_its_co_handler(task, old)
    awaited = in_place_of(old, new, task.awaited, (task.lead, *task.co_handlers))
    return [TaskTakenOver(*ids, old, new, awaited, None, None, return_provisional=False)]


def note_lead_ended(task: Task, command: asked.NoteLeadEnded, facts: Facts) -> list[TaskEvent]:
    if command.organisation != task.lead or task.lead_ended:
        raise rules.NoLongerHandlesIt
    return [TaskLeftWithoutLead(task.task_id, task.outcome_id, task.topic_id, command.organisation)]


def note_co_handler_ended(task: Task, command: asked.NoteCoHandlerEnded, facts: Facts) -> list[TaskEvent]:
    _must_be_its_co_handler(task, command.organisation)
    if command.organisation in task.co_handlers_ended:
        raise rules.NoLongerHandlesIt
    ids, awaited = (task.task_id, task.outcome_id, task.topic_id), without(task.awaited, command.organisation)
    return [TaskLeftWithoutCoHandler(*ids, command.organisation, awaited)]


def _must_be_its_co_handler(task: Task, organisation: str) -> None:
    if organisation not in task.co_handlers:
        raise rules.NoLongerHandlesIt


def reassign_left_task(task: Task, command: asked.ReassignTask, facts: Facts) -> list[TaskEvent]:
    """From wherever it stands, when its lead has ended and nobody succeeds it."""
    if not task.lead_ended:
        raise rules.LeadHasNotEnded
    return reassign_task(task, command, facts)
