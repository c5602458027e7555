"""What is allowed to be done with a task and with its reply, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.outcomes import rules
from services.outcomes.task import commands as asked
from services.outcomes.task.events import (
    TaskCoHandlersAsked,
    TaskCoHandlersChanged,
    TaskCoHandlersTimedOut,
    TaskCoOpinionGiven,
    TaskDone,
    TaskDoneDissatisfied,
    TaskDueSoon,
    TaskEvent,
    TaskExtended,
    TaskExtensionRequested,
    TaskOverdue,
    TaskPaused,
    TaskProgressMissed,
    TaskReassigned,
    TaskReplied,
    TaskResumed,
    TaskReturnRequested,
    TaskReworkDemanded,
    TaskTracked,
)
from services.outcomes.task.ladder import Rung, over
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

    @property
    def cited(self) -> str:
        assert self.policy is not None
        return self.policy


@dataclass(frozen=True)
class Facts:
    """`deadline` is the one that the command sets: for returning, for opinions, for rating, for the next report.

    `due` is what a new lead gets; `supervision` the days, yellow and red, on which an overdue task is supervised.
    `entered_on` is told where `today` is the day on which it happened; `last_day_to_return` and `assigned_on` where a
    paper may have come.
    """

    now: datetime
    today: date
    deadline: Deadline | None = None
    due: Deadline | None = None
    supervision: tuple[Deadline, Deadline] | None = None
    entered_on: date = date.min
    last_day_to_return: date = date.min
    assigned_on: date | None = None


def request_return(task: Task, command: asked.RequestReturn, facts: Facts) -> list[TaskEvent]:
    received = _received_on(command, facts)
    if facts.now > task.return_until and not (received and received <= facts.last_day_to_return):
        raise rules.ReturnWindowPassed
    return [TaskReturnRequested(task.task_id, task.outcome_id, task.topic_id, command.reason, received)]


def _received_on(command: asked.RequestReturn | asked.RequestExtension, facts: Facts) -> date | None:
    """The day on which a paper came, told by the office that received it; None of what the lead itself enters."""
    day = command.received_at
    if command.actor_role == "HND":
        if day is not None:
            raise rules.TheLeadEntersItItself
        return None
    if day is None:
        raise rules.SayWhenItCame
    if day > facts.today or (facts.assigned_on and day < facts.assigned_on):
        raise rules.ItCameWhileTheTaskWasThere(day.isoformat())
    return day


def reassign_task(task: Task, command: asked.ReassignTask, facts: Facts) -> list[TaskEvent]:
    if command.lead == task.lead:
        raise rules.LeadUnchanged
    if command.lead in task.co_handlers:
        raise rules.LeadIsCoHandler
    rules.must_lie_ahead(command.due, facts.today)
    assert facts.deadline is not None
    assert facts.due is not None
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
            due=facts.due.day,
            policy=facts.due.policy,
            assigned_at=facts.now,
        )
    ]


def ask_co_handlers(task: Task, command: asked.AskCoHandlers, facts: Facts) -> list[TaskEvent]:
    standing = tuple(one for one in task.co_handlers if one not in task.co_handlers_ended)
    if not standing:
        raise rules.NoCoHandlers
    rules.must_lie_ahead(command.due, facts.today)
    assert facts.deadline is not None
    return [
        TaskCoHandlersAsked(
            task_id=task.task_id,
            outcome_id=task.outcome_id,
            topic_id=task.topic_id,
            question=command.question,
            asked=standing,
            due=facts.deadline.day,
            ends_at=facts.deadline.ends_at,
            policy=facts.deadline.policy,
        )
    ]


def give_opinion(task: Task, command: asked.GiveOpinion, facts: Facts) -> list[TaskEvent]:
    organisation = command.actor_organisation
    if organisation is None or organisation not in task.awaited:
        given = any(opinion.organisation == organisation for opinion in task.opinions)
        raise rules.OpinionAlreadyGiven if given else rules.OpinionNotAsked
    return [TaskCoOpinionGiven(task.task_id, task.outcome_id, task.topic_id, organisation, command.text)]


def time_out_co_handlers(task: Task, command: asked.TimeOutCoHandlers, facts: Facts) -> list[TaskEvent]:
    if task.opinions_end_at and facts.now < task.opinions_end_at:
        raise rules.OpinionsStillDue
    return [TaskCoHandlersTimedOut(task.task_id, task.outcome_id, task.topic_id, task.awaited)]


def change_co_handlers(task: Task, command: asked.ChangeCoHandlers, facts: Facts) -> list[TaskEvent]:
    if task.lead in command.co_handlers:
        raise rules.LeadIsCoHandler
    if len(set(command.co_handlers)) < len(command.co_handlers):
        raise rules.CoHandlerNamedTwice
    if set(command.co_handlers) == set(task.co_handlers):
        raise rules.CoHandlersUnchanged
    former, ids = task.co_handlers, (task.task_id, task.outcome_id, task.topic_id)
    return [TaskCoHandlersChanged(*ids, command.co_handlers, former, command.reason)]


def pause_task(task: Task, command: asked.PauseTask, facts: Facts) -> list[TaskEvent]:
    rules.must_lie_ahead(command.until, max(facts.today, facts.entered_on))
    return [TaskPaused(task.task_id, task.outcome_id, task.topic_id, facts.today, command.reason, command.until)]


def resume_task(task: Task, command: asked.ResumeTask, facts: Facts) -> list[TaskEvent]:
    """A pause that has its end lasts no longer, whenever that is noticed."""
    ended = min(facts.today, task.paused_until + timedelta(days=1)) if task.paused_until else facts.today
    paused = ended - task.paused_on if task.paused_on else timedelta()
    return [TaskResumed(task.task_id, task.outcome_id, task.topic_id, old_due=task.due, due=task.due + paused)]


def request_extension(task: Task, command: asked.RequestExtension, facts: Facts) -> list[TaskEvent]:
    received = _received_on(command, facts)
    if (received or facts.today) > task.due:
        raise rules.TaskExpired
    rules.must_lie_ahead(command.due, facts.today)
    if command.due <= task.due:
        raise rules.NewDueDateNotLater
    return [TaskExtensionRequested(task.task_id, task.outcome_id, task.topic_id, command.due, command.reason, received)]


def grant_extension(task: Task, command: asked.GrantExtension, facts: Facts) -> list[TaskEvent]:
    due = command.due or task.requested_due
    rules.must_lie_ahead(due, facts.today)
    if due is None or due <= task.due:
        raise rules.NewDueDateNotLater
    return [TaskExtended(task.task_id, task.outcome_id, task.topic_id, task.due, due, command.reason)]


def release_reply(task: Task, command: asked.ReleaseReply, facts: Facts) -> list[TaskEvent]:
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


def rate_task(task: Task, command: asked.RateTask, facts: Facts) -> list[TaskEvent]:
    if command.rating != "dissatisfied":
        return [_accepted(task, command.rating, command.comment, facts.deadline)]
    return [_found_wanting(task, command, command.reason or "")]


def close_unrated(task: Task, command: asked.CloseUnrated, facts: Facts) -> list[TaskEvent]:
    if task.rate_until and facts.now < task.rate_until:
        raise rules.RatingPeriodRunning
    return [_accepted(task, None, None, facts.deadline)]


def _accepted(task: Task, rating: str | None, comment: str | None, report: Deadline | None) -> TaskEvent:
    """A reply of class B promises something, so it is tracked; A and C are done."""
    assert task.reply is not None
    if task.reply.class_code == "B":
        assert report is not None
        ids = (task.task_id, task.outcome_id, task.topic_id)
        return TaskTracked(*ids, "B", rating, comment, report.ends_at, report.policy)
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


def _found_wanting(task: Task, command: asked.RateTask, reason: str) -> TaskEvent:
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


def finish_tracking(task: Task, command: asked.FinishTracking, facts: Facts) -> list[TaskEvent]:
    return [_done(task, None, None, command.reason)]


def note_due_soon(task: Task, command: asked.NoteDueSoon, facts: Facts) -> list[TaskEvent]:
    if task.ladder.rung is not Rung.IN_TIME or facts.now < task.ladder.due_soon_at(task.due):
        raise rules.NotLateYet
    return [TaskDueSoon(task.task_id, task.outcome_id, task.topic_id, task.due)]


def note_overdue(task: Task, command: asked.NoteOverdue, facts: Facts) -> list[TaskEvent]:
    if task.ladder.late or facts.now < over(task.due):
        raise rules.NotLateYet
    assert facts.supervision is not None
    yellow, red = facts.supervision
    return [
        TaskOverdue(
            task_id=task.task_id,
            outcome_id=task.outcome_id,
            topic_id=task.topic_id,
            due=task.due,
            yellow_at=yellow.ends_at,
            yellow_policy=yellow.cited,
            red_at=red.ends_at,
            red_policy=red.cited,
            provisional=yellow.provisional or red.provisional,
        )
    ]


def note_progress_missed(task: Task, command: asked.NoteProgressMissed, facts: Facts) -> list[TaskEvent]:
    if task.report_by is None or facts.now < task.report_by:
        raise rules.NotLateYet
    assert facts.deadline is not None
    ids = (task.task_id, task.outcome_id, task.topic_id)
    return [TaskProgressMissed(*ids, task.report_by, facts.deadline.ends_at, facts.deadline.cited)]
