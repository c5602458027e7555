"""How an event changes a task."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from services.outcomes.task import events as happened
from services.outcomes.task import reckoning_events as reckoned
from services.outcomes.task import succession_events as left
from services.outcomes.task.events import TaskAssigned, TaskEvent
from services.outcomes.task.ladder import Ladder, Rung
from services.outcomes.task.said import Opinion, Reply
from services.outcomes.task.state import State, Task


def evolve(task: Task | None, event: TaskEvent) -> Task:
    if isinstance(event, TaskAssigned):
        return _assigned(event)
    assert task is not None
    match event:
        case happened.TaskSigned() | happened.TaskReturnDenied():
            return replace(task, state=State.SIGNED)
        case happened.TaskReturnRequested():
            return replace(task, state=State.RETURN_REQUESTED)
        case happened.TaskReassigned():
            return _reassigned(task, event)
        case happened.TaskStarted():
            return replace(task, state=State.HANDLING)
        case happened.TaskExtensionDenied():
            return replace(task, state=State.HANDLING, requested_due=None)
        case happened.TaskCoHandlersAsked(question=question, asked=asked, ends_at=end):
            return replace(task, state=State.CO_WAITING, question=question, awaited=asked, opinions_end_at=end)
        case happened.TaskCoOpinionGiven():
            return _opinion_given(task, event)
        case happened.TaskCoHandlersTimedOut():
            return replace(task, state=State.HANDLING, awaited=(), opinions_end_at=None)
        case happened.TaskCoHandlersChanged():
            return _co_handlers_changed(task, event)
        case left.TaskTakenOver():
            return _taken_over(task, event)
        case left.TaskLeftWithoutLead():
            return replace(task, lead_ended=True)
        case left.TaskLeftWithoutCoHandler(organisation=one, awaited=awaited):
            return _waiting_for(replace(task, co_handlers_ended=(*task.co_handlers_ended, one)), awaited)
        case reckoned.TaskReturnReckonedAgain(return_until=until, provisional=provisional):
            return replace(task, return_until=until, return_provisional=provisional)
        case reckoned.TaskSupervisionReckonedAgain():
            return replace(task, ladder=task.ladder.reckoned_again(event))
        case happened.TaskPaused(paused_on=day, until=until):
            return replace(task, state=State.PAUSED, paused_on=day, paused_until=until)
        case happened.TaskResumed(old_due=old, due=due):
            ladder = task.ladder.paused_for(due - old)
            return replace(task, state=State.HANDLING, paused_on=None, paused_until=None, due=due, ladder=ladder)
        case happened.TaskExtensionRequested(due=due):
            return replace(task, state=State.EXTENSION_REQUESTED, requested_due=due)
        case happened.TaskExtended(due=due):
            return replace(task, state=State.HANDLING, due=due, requested_due=None, ladder=task.ladder.begun_anew())
        case happened.TaskDueSoon():
            return replace(task, ladder=replace(task.ladder, rung=Rung.DUE_SOON))
        case happened.TaskOverdue():
            return replace(task, ladder=replace(task.ladder, rung=Rung.OVERDUE, late=event, moved=timedelta()))
        case happened.TaskUrged():
            return replace(task, urged=task.urged + 1, ladder=task.ladder.urged())
        case happened.TaskSupervised(level=level):
            return replace(task, supervised=level, ladder=task.ladder.supervised(level))
        case happened.TaskCancelled():
            return replace(task, state=State.CANCELLED)
        case happened.TaskReplyDrafted():
            reply = Reply(event.class_code, event.text, event.contact_record, event.effects, event.files)
            return replace(task, state=State.REPLY_DRAFTED, reply=reply, files=_all(task.files, event.files))
        case happened.TaskReplySubmitted():
            return replace(task, state=State.REPLY_REVIEW)
        case happened.TaskReplySentBack():
            return replace(task, state=State.REPLY_DRAFTED)
        case happened.TaskReplied(rate_until=until):
            return replace(task, state=State.RATING_OPEN, rate_until=until)
        case happened.TaskDone():
            return replace(task, state=State.DONE, ratings=task.rated(event.rating, event.comment))
        case happened.TaskTracked(report_by=report_by):
            ratings = task.rated(event.rating, event.comment)
            return replace(task, state=State.TRACKING, ratings=ratings, report_by=report_by, progress_missed=0)
        case happened.TaskReworkDemanded(comment=comment, reason=reason):
            return replace(task, state=State.REWORK, ratings=task.rated("dissatisfied", comment, reason))
        case happened.TaskDoneDissatisfied(comment=comment, reason=reason):
            ratings = task.rated("dissatisfied", comment, reason)
            return replace(task, state=State.DONE, ratings=ratings, supervised=event.supervision)
        case happened.TaskRestarted() | happened.TaskReopened():
            return replace(task, state=State.HANDLING)
        case happened.TaskProgressReported():
            return _progressed(task, event)
        case happened.TaskProgressMissed(next_by=next_by):
            return replace(task, report_by=next_by, progress_missed=task.progress_missed + 1)
        case _:
            assert_never(event)


def _progressed(task: Task, event: happened.TaskProgressReported) -> Task:
    return replace(
        task,
        state=State.REPLY_DRAFTED,
        progress=(*task.progress, event.text),
        report_by=None,
        progress_files=_all(task.progress_files, event.files),
        files=_all(task.files, event.files),
    )


def _all(before: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *named)))


def _assigned(event: TaskAssigned) -> Task:
    return Task(
        task_id=event.task_id,
        state=State.ASSIGNED,
        outcome_id=event.outcome_id,
        topic_id=event.topic_id,
        title=event.title,
        lead=event.lead,
        co_handlers=event.co_handlers,
        due=event.due,
        original_due=event.due,
        policy=event.policy,
        measure=event.measure,
        beneficiaries=event.beneficiaries,
        funds_yuan=event.funds_yuan,
        division=event.division,
        organisation=event.organisation,
        return_until=event.return_until,
        return_provisional=event.return_provisional,
        return_policy=event.return_policy,
        assigned_at=event.assigned_at,
        # Where the time was not told, the days in which it could be returned were not counted yet.
        ladder=Ladder(event.assigned_at or event.return_until),
        instruction=event.instruction,
        problem=event.problem,
    )


def _reassigned(task: Task, event: happened.TaskReassigned) -> Task:
    """Where no due date was told, the former lead's went on."""
    free = replace(task, awaited=(), opinions_end_at=None, paused_on=None, paused_until=None)
    return replace(
        free,
        state=State.ASSIGNED,
        due=event.due or task.due,
        policy=event.policy if event.due else task.policy,
        assigned_at=event.assigned_at or task.assigned_at,
        ladder=Ladder(event.assigned_at) if event.assigned_at else task.ladder,
        lead=event.lead,
        former_leads=(*task.former_leads, event.former_lead),
        return_until=event.return_until,
        return_provisional=event.return_provisional,
        return_policy=event.return_policy,
        requested_due=None,
        report_by=None,
        lead_ended=False,
    )


def _taken_over(task: Task, event: left.TaskTakenOver) -> Task:
    """The successor has the place of whom it succeeds, once: a lead is not asked for its own opinion."""
    old, new = event.organisation, event.successor
    if event.return_until is None:
        handed = replace(
            task,
            co_handlers=left.in_place_of(old, new, task.co_handlers, (task.lead, *task.co_handlers)),
            former_co_handlers=(*task.former_co_handlers, old),
            co_handlers_ended=left.without(task.co_handlers_ended, old),
        )
        return _waiting_for(handed, event.awaited)
    led = replace(
        task,
        lead=new,
        former_leads=(*task.former_leads, old),
        lead_ended=False,
        return_until=event.return_until,
        return_provisional=event.return_provisional,
        return_policy=event.return_policy,
        co_handlers=left.without(task.co_handlers, new),
    )
    return _waiting_for(led, event.awaited)


def _waiting_for(task: Task, awaited: tuple[str, ...]) -> Task:
    """When nobody is waited for any more, the lead goes on."""
    state = State.HANDLING if task.state is State.CO_WAITING and not awaited else task.state
    return replace(task, state=state, awaited=awaited)


def _opinion_given(task: Task, event: happened.TaskCoOpinionGiven) -> Task:
    awaited = tuple(one for one in task.awaited if one != event.organisation)
    opinions = (*task.opinions, Opinion(event.organisation, event.text))
    state = State.CO_WAITING if awaited else State.HANDLING
    return replace(task, state=state, awaited=awaited, opinions=opinions)


def _co_handlers_changed(task: Task, event: happened.TaskCoHandlersChanged) -> Task:
    """Whoever is not asked any more is not waited for; when nobody is, the lead goes on."""
    awaited = tuple(one for one in task.awaited if one in event.co_handlers)
    gone = tuple(one for one in event.former_co_handlers if one not in event.co_handlers)
    changed = replace(
        task,
        co_handlers=event.co_handlers,
        former_co_handlers=tuple(dict.fromkeys((*task.former_co_handlers, *gone))),
        co_handlers_ended=tuple(one for one in task.co_handlers_ended if one in event.co_handlers),
    )
    return _waiting_for(changed, awaited)
