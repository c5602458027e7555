"""Who handles a proposal, by when and how late, and how each event of its handling changes that."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from services.topics.proposal import handling_events as happened
from services.topics.proposal.handling_events import HandlingEvent, LadderEvent, OpinionEvent
from services.topics.proposal.ladder import Ladder, Rung


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a co-handler says to the question of the lead."""

    organisation: str
    text: str


@dataclass(frozen=True, slots=True)
class Handled:
    """`due` is the date that holds, `original_due` the first one that its lead was given.

    Where no window to return it was told, it was assigned before there was one.
    """

    lead: str
    co_handlers: tuple[str, ...]
    due: date
    original_due: date
    ladder: Ladder
    policy: str | None = None
    assigned_at: datetime | None = None
    return_until: datetime | None = None
    return_policy: str | None = None
    return_provisional: bool = False
    former_leads: tuple[str, ...] = ()
    requested_due: date | None = None
    paused_on: date | None = None
    paused_until: date | None = None
    urged: int = 0
    supervised: str | None = None
    question: str | None = None
    awaited: tuple[str, ...] = ()
    opinions_end_at: datetime | None = None
    opinions: tuple[Opinion, ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        return (self.lead, *self.co_handlers)

    @property
    def overdue(self) -> bool:
        """Of the date that holds: also what was replied to late was overdue."""
        return self.ladder.rung >= Rung.OVERDUE

    def due_by(self, due: date, since: datetime) -> "Handled":
        """What was promised has another date, and its steps with it; of the same date those that were taken stay taken."""
        ladder = self.ladder if due == self.due else Ladder(since)
        return replace(self, due=due, policy=None, requested_due=None, ladder=ladder)


def handled_further(handled: Handled, event: HandlingEvent) -> Handled:
    match event:
        case happened.ProposalSigned() | happened.ProposalReturnRequested() | happened.ProposalReturnDenied():
            return handled
        case happened.ProposalReassigned():
            return _reassigned(handled, event)
        case happened.ProposalExtensionRequested(due=due):
            return replace(handled, requested_due=due)
        case happened.ProposalExtended(due=due):
            return replace(handled, due=due, requested_due=None, ladder=handled.ladder.begun_anew())
        case happened.ProposalExtensionDenied():
            return replace(handled, requested_due=None)
        case happened.ProposalPaused(paused_on=day, until=until):
            return replace(handled, paused_on=day, paused_until=until)
        case happened.ProposalResumed(old_due=old, due=due):
            ladder = handled.ladder.paused_for(due - old)
            return replace(handled, paused_on=None, paused_until=None, due=due, ladder=ladder)
        case happened.ProposalReturnReckonedAgain(return_until=until, provisional=provisional):
            return replace(handled, return_until=until, return_provisional=provisional)
        case (
            happened.ProposalCoHandlersAsked()
            | happened.ProposalCoOpinionGiven()
            | happened.ProposalCoHandlersTimedOut()
        ):
            return _with_opinions(handled, event)
        case _:
            return _later(handled, event)


def taken_over(handled: Handled, old: str, new: str) -> Handled:
    """Of a lead and a co-handler that are one now, the lead is left; whoever handles it already takes no second place."""
    lead, *co_handlers = (new if one == old else one for one in handled.departments)
    others = tuple(one for one in dict.fromkeys(co_handlers) if one != lead)
    ended = (old, lead) if new in handled.departments else (lead,)
    awaited = tuple(new if one == old else one for one in handled.awaited if one not in ended)
    return replace(handled, lead=lead, co_handlers=others, awaited=awaited)


def _with_opinions(handled: Handled, event: OpinionEvent) -> Handled:
    match event:
        case happened.ProposalCoHandlersAsked(question=question, asked=asked, ends_at=end):
            return replace(handled, question=question, awaited=asked, opinions_end_at=end)
        case happened.ProposalCoOpinionGiven(organisation=organisation, text=text):
            awaited = tuple(one for one in handled.awaited if one != organisation)
            return replace(handled, awaited=awaited, opinions=(*handled.opinions, Opinion(organisation, text)))
        case happened.ProposalCoHandlersTimedOut():
            return replace(handled, awaited=(), opinions_end_at=None)
        case _:
            assert_never(event)


def _reassigned(handled: Handled, event: happened.ProposalReassigned) -> Handled:
    return Handled(
        lead=event.lead,
        co_handlers=handled.co_handlers,
        due=event.due,
        original_due=event.due,
        ladder=Ladder(event.assigned_at),
        policy=event.policy,
        assigned_at=event.assigned_at,
        return_until=event.return_until,
        return_policy=event.return_policy,
        return_provisional=event.return_provisional,
        former_leads=(*handled.former_leads, event.former_lead),
        urged=handled.urged,
        supervised=handled.supervised,
        question=handled.question,
        opinions=handled.opinions,
    )


def _later(handled: Handled, event: LadderEvent) -> Handled:
    ladder = handled.ladder
    match event:
        case happened.ProposalDueSoon():
            return replace(handled, ladder=replace(ladder, rung=Rung.DUE_SOON))
        case happened.ProposalOverdue():
            return replace(handled, ladder=ladder.overdue(event))
        case happened.ProposalUrged():
            return replace(handled, urged=handled.urged + 1, ladder=ladder.urged())
        case happened.ProposalSupervised(level=level):
            return replace(handled, supervised=level, ladder=ladder.supervised(level))
        case happened.ProposalSupervisionReckonedAgain():
            return replace(handled, ladder=ladder.reckoned_again(event))
        case _:
            assert_never(event)
