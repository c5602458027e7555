"""What is allowed to be done with a task until its reply is drafted. Its reply has `reply_domain.py`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.outcomes import rules
from services.outcomes.task.commands import (
    AskCoHandlers,
    AssignTask,
    CancelTask,
    DenyExtension,
    DenyReturn,
    GiveOpinion,
    GrantExtension,
    PauseTask,
    ReassignTask,
    RequestExtension,
    RequestReturn,
    ResumeTask,
    SignForTask,
    StartTask,
    SuperviseTask,
    TimeOutCoHandlers,
    UrgeTask,
)
from services.outcomes.task.events import (
    TaskAssigned,
    TaskCancelled,
    TaskCoHandlersAsked,
    TaskCoHandlersTimedOut,
    TaskCoOpinionGiven,
    TaskEvent,
    TaskExtended,
    TaskExtensionDenied,
    TaskExtensionRequested,
    TaskPaused,
    TaskReassigned,
    TaskResumed,
    TaskReturnDenied,
    TaskReturnRequested,
    TaskSigned,
    TaskStarted,
    TaskSupervised,
    TaskUrged,
)
from services.outcomes.task.state import Task


@dataclass(frozen=True)
class KnownLinked:
    """A submission and the topic it is linked to, as `topics` tells: who knows its tracking code may rate."""

    submission_id: str
    topic_id: str
    tracking: str
    submitter: str
    linked: bool = True


@dataclass(frozen=True)
class Deadline:
    """A day, when it is over, and the policy that it was counted by; None when somebody named the day."""

    day: date
    ends_at: datetime
    policy: str | None


@dataclass(frozen=True)
class Facts:
    """`deadline` is the one that the command sets: for returning, for opinions, for rating."""

    now: datetime
    today: date
    deadline: Deadline | None = None


def assign_task(task: None, command: AssignTask, facts: object) -> list[TaskEvent]:
    return [
        TaskAssigned(
            task_id=command.task_id,
            outcome_id=command.outcome_id,
            topic_id=command.topic_id,
            title=command.title,
            lead=command.lead,
            co_handlers=command.co_handlers,
            due=command.due,
            policy=command.policy,
            measure=command.measure,
            beneficiaries=command.beneficiaries,
            funds_yuan=command.funds_yuan,
            division=command.division,
            organisation=command.organisation,
            return_until=command.return_until,
            return_policy=command.return_policy,
        )
    ]


def sign_for_task(task: Task, command: SignForTask, facts: Facts) -> list[TaskEvent]:
    return [TaskSigned(task.task_id, task.outcome_id, task.topic_id)]


def request_return(task: Task, command: RequestReturn, facts: Facts) -> list[TaskEvent]:
    if facts.now > task.return_until:
        raise rules.ReturnWindowPassed
    return [TaskReturnRequested(task.task_id, task.outcome_id, task.topic_id, command.reason)]


def reassign_task(task: Task, command: ReassignTask, facts: Facts) -> list[TaskEvent]:
    if command.lead == task.lead:
        raise rules.LeadUnchanged
    if command.lead in task.co_handlers:
        raise rules.LeadIsCoHandler
    assert facts.deadline is not None
    return [
        TaskReassigned(
            task_id=task.task_id,
            outcome_id=task.outcome_id,
            topic_id=task.topic_id,
            lead=command.lead,
            former_lead=task.lead,
            return_until=facts.deadline.ends_at,
            return_policy=facts.deadline.policy,
            reason=command.reason,
        )
    ]


def deny_return(task: Task, command: DenyReturn, facts: Facts) -> list[TaskEvent]:
    return [TaskReturnDenied(task.task_id, task.outcome_id, task.topic_id, command.reason)]


def start_task(task: Task, command: StartTask, facts: Facts) -> list[TaskEvent]:
    return [TaskStarted(task.task_id, task.outcome_id, task.topic_id)]


def ask_co_handlers(task: Task, command: AskCoHandlers, facts: Facts) -> list[TaskEvent]:
    if not task.co_handlers:
        raise rules.NoCoHandlers
    rules.must_lie_ahead(command.due, facts.today)
    assert facts.deadline is not None
    return [
        TaskCoHandlersAsked(
            task_id=task.task_id,
            outcome_id=task.outcome_id,
            topic_id=task.topic_id,
            question=command.question,
            asked=task.co_handlers,
            due=facts.deadline.day,
            ends_at=facts.deadline.ends_at,
            policy=facts.deadline.policy,
        )
    ]


def give_opinion(task: Task, command: GiveOpinion, facts: Facts) -> list[TaskEvent]:
    organisation = command.actor_organisation
    if organisation is None or organisation not in task.awaited:
        raise rules.OpinionAlreadyGiven
    return [TaskCoOpinionGiven(task.task_id, task.outcome_id, task.topic_id, organisation, command.text)]


def time_out_co_handlers(task: Task, command: TimeOutCoHandlers, facts: Facts) -> list[TaskEvent]:
    if task.opinions_end_at and facts.now < task.opinions_end_at:
        raise rules.OpinionsStillDue
    return [TaskCoHandlersTimedOut(task.task_id, task.outcome_id, task.topic_id, task.awaited)]


def pause_task(task: Task, command: PauseTask, facts: Facts) -> list[TaskEvent]:
    return [TaskPaused(task.task_id, task.outcome_id, task.topic_id, facts.today, command.reason)]


def resume_task(task: Task, command: ResumeTask, facts: Facts) -> list[TaskEvent]:
    paused = facts.today - task.paused_on if task.paused_on else timedelta()
    return [TaskResumed(task.task_id, task.outcome_id, task.topic_id, old_due=task.due, due=task.due + paused)]


def request_extension(task: Task, command: RequestExtension, facts: Facts) -> list[TaskEvent]:
    if facts.today > task.due:
        raise rules.TaskExpired
    rules.must_lie_ahead(command.due, facts.today)
    if command.due <= task.due:
        raise rules.NewDueDateNotLater
    return [TaskExtensionRequested(task.task_id, task.outcome_id, task.topic_id, command.due, command.reason)]


def grant_extension(task: Task, command: GrantExtension, facts: Facts) -> list[TaskEvent]:
    due = command.due or task.requested_due
    rules.must_lie_ahead(due, facts.today)
    if due is None or due <= task.due:
        raise rules.NewDueDateNotLater
    return [TaskExtended(task.task_id, task.outcome_id, task.topic_id, task.due, due, command.reason)]


def deny_extension(task: Task, command: DenyExtension, facts: Facts) -> list[TaskEvent]:
    return [TaskExtensionDenied(task.task_id, task.outcome_id, task.topic_id, command.reason)]


def urge_task(task: Task, command: UrgeTask, facts: Facts) -> list[TaskEvent]:
    return [TaskUrged(task.task_id, task.outcome_id, task.topic_id)]


def supervise_task(task: Task, command: SuperviseTask, facts: Facts) -> list[TaskEvent]:
    return [TaskSupervised(task.task_id, task.outcome_id, task.topic_id, command.level, command.reason)]


def cancel_task(task: Task, command: CancelTask, facts: Facts) -> list[TaskEvent]:
    return [TaskCancelled(task.task_id, task.outcome_id, task.topic_id, command.reason)]
