"""A task as its events left it, how an event changes it, and what falls due."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from services.outcomes.task import events as happened
from services.outcomes.task.commands import CloseUnrated, TaskCommand, TimeOutCoHandlers
from services.outcomes.task.events import TaskAssigned, TaskEffect, TaskEvent


class State(StrEnum):
    ASSIGNED = "assigned"
    SIGNED = "signed"
    RETURN_REQUESTED = "return_requested"
    HANDLING = "handling"
    CO_WAITING = "co_waiting"
    PAUSED = "paused"
    EXTENSION_REQUESTED = "extension_requested"
    REPLY_DRAFTED = "reply_drafted"
    REPLY_REVIEW = "reply_review"
    RATING_OPEN = "rating_open"
    REWORK = "rework"
    TRACKING = "tracking"
    DONE = "done"
    CANCELLED = "cancelled"


LABELS: dict[str, str] = {
    State.ASSIGNED: "已交办（待签收）",
    State.SIGNED: "已签收",
    State.RETURN_REQUESTED: "申请退办",
    State.HANDLING: "办理中",
    State.CO_WAITING: "待会办意见",
    State.PAUSED: "暂停计时",
    State.EXTENSION_REQUESTED: "申请延期",
    State.REPLY_DRAFTED: "拟答复",
    State.REPLY_REVIEW: "答复审核",
    State.RATING_OPEN: "已答复待评价",
    State.REWORK: "重新办理",
    State.TRACKING: "跟踪办理（B类）",
    State.DONE: "办结",
    State.CANCELLED: "撤销",
}


@dataclass(frozen=True)
class Opinion:
    organisation: str
    text: str


@dataclass(frozen=True)
class Reply:
    class_code: str
    text: str
    contact_record: str
    effects: tuple[TaskEffect, ...]


@dataclass(frozen=True)
class Rating:
    """One rating; `reason` is what the dissatisfied said."""

    rating: str
    comment: str | None
    reason: str | None = None


@dataclass(frozen=True)
class Task:
    task_id: str
    state: State
    outcome_id: str
    topic_id: str
    title: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date
    original_due: date
    policy: str | None
    measure: str | None
    beneficiaries: int | None
    funds_yuan: int | None
    division: str
    organisation: str
    return_until: datetime
    return_provisional: bool
    former_leads: tuple[str, ...] = ()
    question: str | None = None
    awaited: tuple[str, ...] = ()
    opinions_end_at: datetime | None = None
    opinions: tuple[Opinion, ...] = ()
    paused_on: date | None = None
    requested_due: date | None = None
    reply: Reply | None = None
    rate_until: datetime | None = None
    ratings: tuple[Rating, ...] = ()
    progress: tuple[str, ...] = ()
    urged: int = 0
    supervised: str | None = None

    @property
    def dissatisfied(self) -> int:
        """How often it was found wanting."""
        return sum(rating.rating == "dissatisfied" for rating in self.ratings)

    def rated(self, rating: str | None, comment: str | None, reason: str | None = None) -> tuple[Rating, ...]:
        """The ratings with one more; a period that ran out unrated adds none."""
        return (*self.ratings, Rating(rating, comment, reason)) if rating else self.ratings


# What of a reply is not out yet is read by nobody outside. A state that is added is none of these until somebody says so.
REPLIED = (State.RATING_OPEN, State.REWORK, State.TRACKING, State.DONE)


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
        case happened.TaskStarted() | happened.TaskExtensionDenied():
            return replace(task, state=State.HANDLING)
        case happened.TaskCoHandlersAsked(question=question, asked=asked, ends_at=end):
            return replace(task, state=State.CO_WAITING, question=question, awaited=asked, opinions_end_at=end)
        case happened.TaskCoOpinionGiven():
            return _opinion_given(task, event)
        case happened.TaskCoHandlersTimedOut():
            return replace(task, state=State.HANDLING, awaited=(), opinions_end_at=None)
        case happened.TaskPaused(paused_on=day):
            return replace(task, state=State.PAUSED, paused_on=day)
        case happened.TaskResumed(due=due):
            return replace(task, state=State.HANDLING, paused_on=None, due=due)
        case happened.TaskExtensionRequested(due=due):
            return replace(task, state=State.EXTENSION_REQUESTED, requested_due=due)
        case happened.TaskExtended(due=due):
            return replace(task, state=State.HANDLING, due=due)
        case happened.TaskUrged():
            return replace(task, urged=task.urged + 1)
        case happened.TaskSupervised(level=level):
            return replace(task, supervised=level)
        case happened.TaskCancelled():
            return replace(task, state=State.CANCELLED)
        case happened.TaskReplyDrafted():
            reply = Reply(event.class_code, event.text, event.contact_record, event.effects)
            return replace(task, state=State.REPLY_DRAFTED, reply=reply)
        case happened.TaskReplySubmitted():
            return replace(task, state=State.REPLY_REVIEW)
        case happened.TaskReplySentBack():
            return replace(task, state=State.REPLY_DRAFTED)
        case happened.TaskReplied(rate_until=until):
            return replace(task, state=State.RATING_OPEN, rate_until=until)
        case happened.TaskDone():
            return replace(task, state=State.DONE, ratings=task.rated(event.rating, event.comment))
        case happened.TaskTracked():
            return replace(task, state=State.TRACKING, ratings=task.rated(event.rating, event.comment))
        case happened.TaskReworkDemanded(comment=comment, reason=reason):
            return replace(task, state=State.REWORK, ratings=task.rated("dissatisfied", comment, reason))
        case happened.TaskDoneDissatisfied(comment=comment, reason=reason):
            ratings = task.rated("dissatisfied", comment, reason)
            return replace(task, state=State.DONE, ratings=ratings, supervised=event.supervision)
        case happened.TaskRestarted() | happened.TaskReopened():
            return replace(task, state=State.HANDLING)
        case happened.TaskProgressReported(text=text):
            return replace(task, state=State.REPLY_DRAFTED, progress=(*task.progress, text))
        case _:
            assert_never(event)


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
    )


def _reassigned(task: Task, event: happened.TaskReassigned) -> Task:
    return replace(
        task,
        state=State.ASSIGNED,
        lead=event.lead,
        former_leads=(*task.former_leads, event.former_lead),
        return_until=event.return_until,
        return_provisional=event.return_provisional,
    )


def _opinion_given(task: Task, event: happened.TaskCoOpinionGiven) -> Task:
    awaited = tuple(one for one in task.awaited if one != event.organisation)
    opinions = (*task.opinions, Opinion(event.organisation, event.text))
    state = State.CO_WAITING if awaited else State.HANDLING
    return replace(task, state=state, awaited=awaited, opinions=opinions)


def due(task: Task) -> list[tuple[datetime, TaskCommand]]:
    """The co-handlers' date, and the end of the days in which a reply may be rated."""
    if task.state is State.CO_WAITING and task.opinions_end_at:
        return [(task.opinions_end_at, TimeOutCoHandlers(task.task_id))]
    if task.state is State.RATING_OPEN and task.rate_until:
        return [(task.rate_until, CloseUnrated(task.task_id))]
    return []
