"""What is allowed to be done with a task's reply: drafting, releasing, rating, tracking, reopening."""

from services.outcomes import rules
from services.outcomes.task.commands import (
    CloseUnrated,
    DraftReply,
    FinishTracking,
    RateTask,
    ReleaseReply,
    ReopenTask,
    ReportProgress,
    RestartTask,
    SendBackReply,
    SubmitReply,
)
from services.outcomes.task.domain import Facts
from services.outcomes.task.events import TaskEvent
from services.outcomes.task.reply_events import (
    TaskDone,
    TaskDoneDissatisfied,
    TaskProgressReported,
    TaskReopened,
    TaskReplied,
    TaskReplyDrafted,
    TaskReplySentBack,
    TaskReplySubmitted,
    TaskRestarted,
    TaskReworkDemanded,
    TaskTracked,
)
from services.outcomes.task.state import Task

CHANCES = 3
"""A task found wanting that often is closed as such."""

SUPERVISION = "ordinary"
"""The level of supervision that follows."""


def draft_reply(task: Task, command: DraftReply, facts: Facts) -> list[TaskEvent]:
    return [
        TaskReplyDrafted(
            task_id=task.task_id,
            outcome_id=task.outcome_id,
            topic_id=task.topic_id,
            class_code=command.class_code,
            text=command.text,
            contact_record=command.contact_record,
            effects=command.effects,
        )
    ]


def submit_reply(task: Task, command: SubmitReply, facts: Facts) -> list[TaskEvent]:
    return [TaskReplySubmitted(task.task_id, task.outcome_id, task.topic_id)]


def send_back_reply(task: Task, command: SendBackReply, facts: Facts) -> list[TaskEvent]:
    return [TaskReplySentBack(task.task_id, task.outcome_id, task.topic_id, command.reason)]


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


def restart_task(task: Task, command: RestartTask, facts: Facts) -> list[TaskEvent]:
    return [TaskRestarted(task.task_id, task.outcome_id, task.topic_id)]


def report_progress(task: Task, command: ReportProgress, facts: Facts) -> list[TaskEvent]:
    return [TaskProgressReported(task.task_id, task.outcome_id, task.topic_id, command.text)]


def finish_tracking(task: Task, command: FinishTracking, facts: Facts) -> list[TaskEvent]:
    return [_done(task, None, None, command.reason)]


def reopen_task(task: Task, command: ReopenTask, facts: Facts) -> list[TaskEvent]:
    return [TaskReopened(task.task_id, task.outcome_id, task.topic_id, command.reason)]
