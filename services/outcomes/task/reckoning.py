"""What changes of the open dates of a task when the notice of a year comes."""

from collections.abc import Iterator

from services.outcomes import rules
from services.outcomes.task.commands import ReckonTaskAgain
from services.outcomes.task.domain import Facts
from services.outcomes.task.events import TaskEvent
from services.outcomes.task.ladder import Rung
from services.outcomes.task.reckoning_events import TaskReturnReckonedAgain, TaskSupervisionReckonedAgain
from services.outcomes.task.state import State, Task


def reckon_task_again(task: Task, command: ReckonTaskAgain, facts: Facts) -> list[TaskEvent]:
    """Both days stay on record. Of steps that were taken already the day is no longer open."""
    found = [*_return(task, command, facts), *_supervision(task, command, facts)]
    if not found:
        raise rules.NothingToReckon
    return found


def _return(task: Task, command: ReckonTaskAgain, facts: Facts) -> Iterator[TaskEvent]:
    new = facts.deadline
    if task.state is not State.ASSIGNED or new is None or facts.now >= task.return_until:
        return
    if (new.ends_at, new.provisional) != (task.return_until, task.return_provisional):
        ids = (task.task_id, task.outcome_id, task.topic_id)
        yield TaskReturnReckonedAgain(
            *ids, new.ends_at, new.cited, new.provisional, task.return_until, command.calendar
        )


def _supervision(task: Task, command: ReckonTaskAgain, facts: Facts) -> Iterator[TaskEvent]:
    late = task.ladder.late
    if late is None or facts.supervision is None or task.ladder.red:
        return
    yellow, red = facts.supervision
    moved = task.ladder.moved
    before = (late.yellow_at + moved, late.red_at + moved)
    taken = task.ladder.rung is Rung.YELLOW
    after = (before[0] if taken else yellow.ends_at + moved, red.ends_at + moved)
    provisional = yellow.provisional or red.provisional
    if (after, provisional) != (before, late.provisional):
        ids = (task.task_id, task.outcome_id, task.topic_id)
        yield TaskSupervisionReckonedAgain(*ids, *after, provisional, *before, command.calendar)
