"""The circumstances of a command: where a task stands, whose words it holds, what else matters."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.policy import Period
from infra.kernel.lookups.named import files_named, handler_named
from services.outcomes.copies import KnownLinked
from services.outcomes.task import commands, domain
from services.outcomes.task.events import TaskAssigned, TaskOverdue, TaskReassigned
from services.outcomes.task.ladder import over
from services.outcomes.task.state import Task
from services.outcomes.task.succession_events import TaskTakenOver

SUPERVISION = ("supervise_yellow", "supervise_red")
# Whether these come in time, or name a day to come, is judged when they are entered; and until its end is entered, a
# pause goes on for whoever handles the task. What a new lead is given begins with the entry too.
IN_TIME = (
    commands.RequestReturn,
    commands.ReassignTask,
    commands.RequestExtension,
    commands.GrantExtension,
    commands.AskCoHandlers,
    commands.ResumeTask,
)


def facts(lookups: Lookups, task: Task | None, command: commands.TaskCommand) -> domain.Facts:
    if task and isinstance(command, commands.DraftReply | commands.ReportProgress):
        files_named(lookups, command.files, task.files)
    judged_at = lookups.recorded_at if isinstance(command, IN_TIME) else lookups.now
    known = domain.Facts(judged_at, day_in_china(judged_at), _deadline(lookups, task, command))
    match command:
        case commands.ReassignTask(due=due):
            return replace(known, due=_chosen(due) if due else _by_policy(lookups.ends("task_reply", judged_at)))
        case commands.PauseTask():
            return replace(known, entered_on=day_in_china(lookups.recorded_at))
        case commands.RequestReturn() | commands.RequestExtension() if task is not None:
            last = day_in_china(task.return_until - timedelta(microseconds=1))
            assigned_on = day_in_china(task.assigned_at) if task.assigned_at else None
            return replace(known, last_day_to_return=last, assigned_on=assigned_on)
        case commands.NoteOverdue() if task is not None:
            yellow, red = (lookups.ends(code, _late_from(lookups, task)) for code in SUPERVISION)
            return replace(known, supervision=(_by_policy(yellow), _by_policy(red)))
        case commands.ReckonTaskAgain() if task is not None:
            again = _supervision_again(lookups, task)
            return replace(known, deadline=_return_again(lookups, task), supervision=again)
        case _:
            return known


def _deadline(lookups: Lookups, task: Task | None, command: commands.TaskCommand) -> domain.Deadline | None:
    match command:
        case commands.ReassignTask(lead=lead) if task is not None:
            handler_named(lookups, "lead", lead, task.division)
            return _for_returning(lookups)
        case commands.ChangeCoHandlers(co_handlers=named) if task is not None:
            for organisation in set(named) - set(task.co_handlers):
                handler_named(lookups, "co_handlers", organisation, task.division)
            return None
        case commands.TakeOverTask(organisation=ended) if task is not None:
            return _for_returning(lookups) if ended == task.lead else None
        case commands.NoteProgressMissed():
            return _by_policy(lookups.ends("task_progress", lookups.recorded_at))
        case commands.RateTask() | commands.CloseUnrated() if task and task.reply and task.reply.class_code == "B":
            return _by_policy(lookups.ends("task_progress", lookups.recorded_at))
        case commands.AskCoHandlers():
            return _for_opinions(lookups, command)
        case commands.ReleaseReply():
            return _for_rating(lookups)
        case _:
            return None


def _for_returning(lookups: Lookups) -> domain.Deadline:
    return _by_policy(lookups.ends("task_return", lookups.recorded_at))


def _for_opinions(lookups: Lookups, command: commands.AskCoHandlers) -> domain.Deadline:
    if command.due:
        return _chosen(command.due)
    period = lookups.ends("co_handlers_opinion", lookups.recorded_at)
    return domain.Deadline(period.day, end_of_day(period.day), period.policy)


def _for_rating(lookups: Lookups) -> domain.Deadline:
    return _by_policy(lookups.ends("rating", lookups.recorded_at))


def _late_from(lookups: Lookups, task: Task) -> datetime:
    """Counted from the due date; of a task that was answered and came back after it, from now: nobody worked on it."""
    late_from = over(task.due) - timedelta(microseconds=1)
    return late_from if task.rate_until is None else max(late_from, lookups.recorded_at)


def _return_again(lookups: Lookups, task: Task) -> domain.Deadline | None:
    """By the calendar that holds now; what was promised is not over before today is."""
    windows = [
        lookups.entered(f"task-{task.task_id}", event) for event in (TaskAssigned, TaskReassigned, TaskTakenOver)
    ]
    given_at = [entered for window in windows for entered in window.values()]
    period = lookups.ends_by(task.return_policy, max(given_at)) if task.return_policy and given_at else None
    if period is None:
        return None
    today = end_of_day(day_in_china(lookups.recorded_at))
    return replace(_by_policy(period), ends_at=max(period.ends_at, min(today, task.return_until)))


def _supervision_again(lookups: Lookups, task: Task) -> tuple[domain.Deadline, domain.Deadline] | None:
    late = task.ladder.late
    if late is None:
        return None
    start = over(late.due) - timedelta(microseconds=1)
    if task.rate_until is not None:
        start = max(start, *lookups.entered(f"task-{task.task_id}", TaskOverdue).values())
    yellow, red = lookups.ends_by(late.yellow_policy, start), lookups.ends_by(late.red_policy, start)
    return (_by_policy(yellow), _by_policy(red)) if yellow and red else None


def _chosen(day: date) -> domain.Deadline:
    return domain.Deadline(day, end_of_day(day), None)


def _by_policy(period: Period) -> domain.Deadline:
    return domain.Deadline(period.day, period.ends_at, period.policy, period.provisional)


def place(task: Task, task_id: str) -> Place:
    return Place(division=task.division, council=task.organisation, leads=(task.lead,), co_handlers=task.co_handlers)


def place_of_new(lookups: Lookups, task: None, command: commands.AssignTask) -> Place:
    return Place(division=command.division, council=command.organisation)


def tracking(lookups: Lookups, task: Task, code: str) -> bool:
    """Whoever submitted what the task's topic came from may rate the reply, with that tracking code."""
    return tracked_person(lookups, task, code) is not None


def tracked_person(lookups: Lookups, task: Task, code: str) -> str | None:
    if task.topic_id is None:
        return None
    linked = (known for known in lookups.copies(KnownLinked, "linked", task.topic_id) if known.linked)
    return next((known.submitter for known in linked if known.tracking == code), None)


def subject(task: Task | None, command: commands.TaskCommand) -> str | None:
    """A resident's words are under the resident's key; a member speaks in office."""
    return command.tracking_subject if isinstance(command, commands.RateTask) else None
