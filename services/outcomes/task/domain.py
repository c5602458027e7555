"""What is allowed to be done with a task and with its reply, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.outcomes import rules
from services.outcomes.task.commands import (
    AskCoHandlers,
    CloseUnrated,
    FinishTracking,
    GiveOpinion,
    GrantExtension,
    PauseTask,
    RateTask,
    ReassignTask,
    ReleaseReply,
    RequestExtension,
    RequestReturn,
    ResumeTask,
    TimeOutCoHandlers,
)
from services.outcomes.task.events import (
    TaskCoHandlersAsked,
    TaskCoHandlersTimedOut,
    TaskCoOpinionGiven,
    TaskDone,
    TaskDoneDissatisfied,
    TaskEvent,
    TaskExtended,
    TaskExtensionRequested,
    TaskPaused,
    TaskReassigned,
    TaskReplied,
    TaskResumed,
    TaskReturnRequested,
    TaskReworkDemanded,
    TaskTracked,
)
from services.outcomes.task.state import Task

CHANCES = 3
"""A task found wanting that often is closed as such."""
SUPERVISION = "ordinary"
"""The level of supervision that follows."""


@dataclass(frozen=True)
class Deadline:
    """A day, when it is over, and the policy that it was counted by; None when somebody named the day.

    `provisional` when a year without a published calendar was counted, as can be with working days only.
    """

    day: date
    ends_at: datetime
    policy: str | None
    provisional: bool = False


@dataclass(frozen=True)
class Facts:
    """`deadline` is the one that the command sets: for returning, for opinions, for rating."""

    now: datetime
    today: date
    deadline: Deadline | None = None


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
            return_provisional=facts.deadline.provisional,
        )
    ]


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


def release_reply(task: Task, command: ReleaseReply, facts: Facts) -> list[TaskEvent]:
    assert task.reply is not None
    assert facts.deadline is not None
    return [
        TaskReplied(
            task_id=task.task_id,
            outcome_id=task.outcome_id,
            topic_id=task.topic_id,
            class_code=task.reply.class_code,
            rate_until=facts.deadline.ends_at,
            policy=facts.deadline.policy,
        )
    ]


def rate_task(task: Task, command: RateTask, facts: Facts) -> list[TaskEvent]:
    if command.rating != "dissatisfied":
        return [_accepted(task, command.rating, command.comment)]
    return [_found_wanting(task, command, command.reason or "")]


def close_unrated(task: Task, command: CloseUnrated, facts: Facts) -> list[TaskEvent]:
    if task.rate_until and facts.now < task.rate_until:
        raise rules.RatingPeriodRunning
    return [_accepted(task, None, None)]


def _accepted(task: Task, rating: str | None, comment: str | None) -> TaskEvent:
    """A reply of class B promises something, so it is tracked; A and C are done."""
    assert task.reply is not None
    if task.reply.class_code == "B":
        return TaskTracked(task.task_id, task.outcome_id, task.topic_id, "B", rating, comment)
    return _done(task, rating, comment, None)


def _done(task: Task, rating: str | None, comment: str | None, reason: str | None) -> TaskDone:
    assert task.reply is not None
    return TaskDone(
        task_id=task.task_id,
        outcome_id=task.outcome_id,
        topic_id=task.topic_id,
        class_code=task.reply.class_code,
        rating=rating,
        comment=comment,
        reason=reason,
    )


def _found_wanting(task: Task, command: RateTask, reason: str) -> TaskEvent:
    times = task.dissatisfied + 1
    if times < CHANCES:
        return TaskReworkDemanded(task.task_id, task.outcome_id, task.topic_id, times, command.comment, reason)
    assert task.reply is not None
    return TaskDoneDissatisfied(
        task_id=task.task_id,
        outcome_id=task.outcome_id,
        topic_id=task.topic_id,
        class_code=task.reply.class_code,
        times=times,
        supervision=SUPERVISION,
        comment=command.comment,
        reason=reason,
    )


def finish_tracking(task: Task, command: FinishTracking, facts: Facts) -> list[TaskEvent]:
    return [_done(task, None, None, command.reason)]
