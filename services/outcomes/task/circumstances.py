"""The circumstances of a command: where a task stands, whose words it holds, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups, Period
from infra.kernel.lookups.named import files_named, organisation_named
from services.outcomes.copies import KnownLinked
from services.outcomes.task import commands, domain
from services.outcomes.task.state import Task

# Whether these come in time, or name a day to come, is judged when they are entered; and until its end is entered, a
# pause goes on for whoever handles the task.
IN_TIME = (
    commands.RequestReturn,
    commands.RequestExtension,
    commands.GrantExtension,
    commands.AskCoHandlers,
    commands.ResumeTask,
)


def facts(lookups: Lookups, task: Task | None, command: commands.TaskCommand) -> domain.Facts:
    if task and isinstance(command, commands.DraftReply | commands.ReportProgress):
        files_named(lookups, command.files, task.files)
    judged_at = lookups.recorded_at if isinstance(command, IN_TIME) else lookups.now
    return domain.Facts(judged_at, day_in_china(judged_at), _deadline(lookups, command))


def _deadline(lookups: Lookups, command: commands.TaskCommand) -> domain.Deadline | None:
    match command:
        case commands.ReassignTask(lead=lead):
            organisation_named(lookups, "lead", lead)
            return _for_returning(lookups)
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
        return domain.Deadline(command.due, end_of_day(command.due), None)
    period = lookups.ends("co_handlers_opinion", lookups.recorded_at)
    return domain.Deadline(period.day, end_of_day(period.day), period.policy)


def _for_rating(lookups: Lookups) -> domain.Deadline:
    return _by_policy(lookups.ends("rating", lookups.recorded_at))


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
    linked = (known for known in lookups.copies(KnownLinked, "linked", task.topic_id) if known.linked)
    return next((known.submitter for known in linked if known.tracking == code), None)


def subject(task: Task | None, command: commands.TaskCommand) -> str | None:
    """A resident's words are under the resident's key; a member speaks in office."""
    return command.tracking_subject if isinstance(command, commands.RateTask) else None
