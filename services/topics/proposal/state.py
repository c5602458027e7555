"""What is known of a proposal, folded from its events, and what falls due; how another one sees it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.topics.proposal import events as happened
from services.topics.proposal import handling_events as handling
from services.topics.proposal.events import (
    ProposalDrafted,
    ProposalEvent,
    ProposalReplied,
    ProposalReplySubmitted,
    Rating,
)
from services.topics.proposal.handled import Handled, handled_further, taken_over
from services.topics.proposal.handling_commands import DueCommand, ResumeProposal, TimeOutProposalCoHandlers
from services.topics.proposal.handling_events import HandlingEvent
from services.topics.proposal.ladder import Ladder, over
from services.topics.proposal.succession_events import ProposalLeftAlone, ProposalTakenOver


class State(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    FILED = "filed"
    NOT_FILED = "not_filed"
    MERGED = "merged"
    ASSIGNED = "assigned"
    SIGNED = "signed"
    RETURN_REQUESTED = "return_requested"
    EXTENSION_REQUESTED = "extension_requested"
    PAUSED = "paused"
    CO_WAITING = "co_waiting"
    REPLY_REVIEW = "reply_review"
    REPLIED = "replied"
    RATED = "rated"
    REWORK = "rework"
    TRACKING = "tracking"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.DRAFTED: "草拟",
    State.SUBMITTED: "已提交",
    State.FILED: "已立案",
    State.NOT_FILED: "不予立案",
    State.MERGED: "已并案",
    State.ASSIGNED: "已交办",
    State.SIGNED: "已签收",
    State.RETURN_REQUESTED: "申请退办",
    State.EXTENSION_REQUESTED: "申请延期",
    State.PAUSED: "暂停计时",
    State.CO_WAITING: "待会办意见",
    State.REPLY_REVIEW: "答复审核",
    State.REPLIED: "已答复",
    State.RATED: "已评价",
    State.REWORK: "重新办理",
    State.TRACKING: "跟踪办理（B类）",
    State.RESOLVED: "已落实",
    State.CLOSED: "已办结",
    State.WITHDRAWN: "已撤回",
}

UNANSWERED = (
    State.ASSIGNED, State.SIGNED, State.RETURN_REQUESTED, State.EXTENSION_REQUESTED, State.CO_WAITING
)  # fmt: skip

RUNNING = (*UNANSWERED, State.REPLY_REVIEW, State.REWORK, State.TRACKING)
"""In which a reply, another one, or what a reply promised is awaited, and its clock runs."""

HANDLED = (*RUNNING, State.PAUSED)

TAKES_OTHERS_IN = (State.FILED, *UNANSWERED, State.PAUSED)
"""It will be replied to, and nobody has yet."""

AFTER: dict[type, State] = {
    handling.ProposalSigned: State.SIGNED,
    handling.ProposalReturnRequested: State.RETURN_REQUESTED,
    handling.ProposalReassigned: State.ASSIGNED,
    handling.ProposalReturnDenied: State.SIGNED,
    handling.ProposalExtensionRequested: State.EXTENSION_REQUESTED,
    handling.ProposalExtended: State.SIGNED,
    handling.ProposalExtensionDenied: State.SIGNED,
    handling.ProposalPaused: State.PAUSED,
    handling.ProposalResumed: State.SIGNED,
    handling.ProposalCoHandlersAsked: State.CO_WAITING,
    handling.ProposalCoHandlersTimedOut: State.SIGNED,
}
"""Of whoever handles it; whatever else happens then leaves it where it is."""


@dataclass(frozen=True)
class Proposal:
    """`reason` is why it was last sent back, not filed, merged or withdrawn.

    submitted   the reply that its lead wrote last; `reply` the one that was given last
    reworks     how often it was handled again because its reply was found wanting
    """

    proposal_id: str
    state: State
    drafted: ProposalDrafted
    title: str
    text: str
    number: str | None = None
    reason: str | None = None
    into: str | None = None
    merged: tuple[str, ...] = ()
    handled: Handled | None = None
    submitted: ProposalReplySubmitted | None = None
    reply: ProposalReplied | None = None
    rating: Rating | None = None
    comment: str | None = None
    reworks: int = 0
    progress: tuple[str, ...] = ()
    resolution: str | None = None

    @property
    def signers(self) -> tuple[str, ...]:
        """The persons whose proposal it is."""
        proposer = (self.drafted.proposer,) if self.drafted.proposer else ()
        return tuple(dict.fromkeys((*proposer, *(one.person for one in self.drafted.co_signers))))

    taken_over_by: str | None = None
    organisation_ended: bool = False

    @property
    def organisation(self) -> str:
        return self.taken_over_by or self.drafted.organisation


def evolve(proposal: Proposal | None, event: ProposalEvent) -> Proposal:
    if isinstance(event, ProposalDrafted):
        return Proposal(event.proposal_id, State.DRAFTED, event, event.title, event.text)
    assert proposal is not None
    if isinstance(event, HandlingEvent):
        return _handled_further(proposal, event)
    match event:
        case happened.ProposalRevised(title=title, text=text):
            return replace(proposal, title=title, text=text)
        case happened.ProposalSubmitted():
            return replace(proposal, state=State.SUBMITTED)
        case happened.ProposalWithdrawn(reason=reason):
            return replace(proposal, state=State.WITHDRAWN, reason=reason)
        case happened.ProposalFiled(number=number):
            return replace(proposal, state=State.FILED, number=number)
        case happened.ProposalNotFiled(reason=reason):
            return replace(proposal, state=State.NOT_FILED, reason=reason)
        case happened.ProposalMerged(into=into, reason=reason):
            return replace(proposal, state=State.MERGED, into=into, reason=reason)
        case happened.ProposalTakenIn():
            return replace(proposal, merged=(*proposal.merged, event.proposal))
        case happened.ProposalAssigned():
            return replace(proposal, state=State.ASSIGNED, handled=_assigned(event))
        case happened.ProposalReplySubmitted():
            return replace(proposal, state=State.REPLY_REVIEW, submitted=event)
        case happened.ProposalReplied():
            return replace(proposal, state=State.REPLIED, reply=event, rating=None, comment=None)
        case happened.ProposalReplySentBack(reason=reason):
            return replace(proposal, state=State.ASSIGNED, reason=reason, rating=None, comment=None)
        case happened.ProposalRated(rating=rating, comment=comment):
            return replace(proposal, state=State.RATED, rating=rating, comment=comment)
        case happened.ProposalReworkDemanded(times=times, comment=comment):
            return replace(proposal, state=State.REWORK, rating="dissatisfied", comment=comment, reworks=times)
        case happened.ProposalTracked():
            return _tracked(proposal, event)
        case happened.ProposalProgressReported(text=text):
            return replace(proposal, progress=(*proposal.progress, text))
        case happened.ProposalResolved(text=text):
            return replace(proposal, state=State.RESOLVED, resolution=text)
        case happened.ProposalClosed():
            return replace(proposal, state=State.CLOSED)
        case ProposalTakenOver(organisation=organisation, successor=successor):
            return _taken_over(proposal, organisation, successor)
        case ProposalLeftAlone():
            return replace(proposal, organisation_ended=True)
        case _:
            assert_never(event)


def _assigned(event: happened.ProposalAssigned) -> Handled:
    return Handled(
        lead=event.lead,
        co_handlers=event.co_handlers,
        due=event.due,
        original_due=event.due,
        ladder=Ladder(event.assigned_at),
        assigned_at=event.assigned_at,
        return_until=event.return_until,
        return_policy=event.return_policy,
        return_provisional=event.return_provisional,
    )


def _handled_further(proposal: Proposal, event: HandlingEvent) -> Proposal:
    assert proposal.handled is not None
    state = AFTER.get(type(event), proposal.state)
    return _waiting(replace(proposal, state=state, handled=handled_further(proposal.handled, event)))


def _waiting(proposal: Proposal) -> Proposal:
    """When no co-handler is waited for any more, the lead goes on."""
    awaited = proposal.handled.awaited if proposal.handled else ()
    return replace(proposal, state=State.SIGNED) if proposal.state is State.CO_WAITING and not awaited else proposal


def _tracked(proposal: Proposal, event: happened.ProposalTracked) -> Proposal:
    assert proposal.handled is not None
    handled = proposal.handled.due_by(event.due, event.tracked_at)
    tracked = replace(proposal, state=State.TRACKING, handled=handled, resolution=None)
    return replace(tracked, rating=event.rating, comment=event.comment) if event.rating else tracked


def _taken_over(proposal: Proposal, old: str, new: str) -> Proposal:
    """Whose it is, and who handles it."""
    if proposal.organisation == old:
        proposal = replace(proposal, taken_over_by=new, organisation_ended=False)
    if proposal.handled is None:
        return proposal
    return _waiting(replace(proposal, handled=taken_over(proposal.handled, old, new)))


def due(proposal: Proposal) -> list[tuple[datetime, DueCommand]]:
    """The next step of what is late, and the ends of a pause and of the time for opinions."""
    handled = proposal.handled
    if handled is None:
        return []
    if proposal.state is State.PAUSED and handled.paused_until:
        return [(over(handled.paused_until), ResumeProposal(proposal.proposal_id))]
    late = handled.ladder.next(proposal.proposal_id, handled.due) if proposal.state in RUNNING else []
    if proposal.state is State.CO_WAITING and handled.opinions_end_at:
        return [(handled.opinions_end_at, TimeOutProposalCoHandlers(proposal.proposal_id)), *late]
    return late


@dataclass(frozen=True, slots=True)
class HandledProposal:
    """As its row has those that handle it."""

    id: str
    lead: str | None
    co_handlers: tuple[str, ...] | None


@dataclass(frozen=True)
class SeenProposal:
    id: str
    state: str
    division: str


@dataclass(frozen=True)
class DatedProposal:
    """As its row has its open dates."""

    id: str
    return_until: datetime | None
    overdue: bool
