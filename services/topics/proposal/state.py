"""What is known of a proposal, folded from its events, and what falls due; how another one sees it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.topics.proposal import events as happened
from services.topics.proposal import handling_events as handling
from services.topics.proposal.events import ProposalDrafted, ProposalEvent, ProposalReplied, Rating
from services.topics.proposal.handled import Handled, handled_further
from services.topics.proposal.handling_commands import DueCommand, ResumeProposal
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
    REPLIED = "replied"
    RATED = "rated"
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
    State.REPLIED: "已答复",
    State.RATED: "已评价",
    State.CLOSED: "已办结",
    State.WITHDRAWN: "已撤回",
}

RUNNING = (State.ASSIGNED, State.SIGNED, State.RETURN_REQUESTED, State.EXTENSION_REQUESTED)
"""In which it is not replied to, and its clock runs."""

HANDLED = (*RUNNING, State.PAUSED)

TAKES_OTHERS_IN = (State.FILED, *HANDLED)
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
}
"""Of whoever handles it; whatever else happens then leaves it where it is."""


@dataclass(frozen=True)
class Proposal:
    """`reason` is why it was last sent back, not filed, merged or withdrawn."""

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
    reply: ProposalReplied | None = None
    rating: Rating | None = None
    comment: str | None = None

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
        case happened.ProposalReplied():
            return replace(proposal, state=State.REPLIED, reply=event)
        case happened.ProposalReplySentBack(reason=reason):
            return replace(proposal, state=State.ASSIGNED, reason=reason, rating=None, comment=None)
        case happened.ProposalRated(rating=rating, comment=comment):
            return replace(proposal, state=State.RATED, rating=rating, comment=comment)
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
    return replace(proposal, state=state, handled=handled_further(proposal.handled, event))


def _taken_over(proposal: Proposal, old: str, new: str) -> Proposal:
    """Whose it is, and who handles it: of a lead and a co-handler that are one now, the lead is left."""
    if proposal.organisation == old:
        proposal = replace(proposal, taken_over_by=new, organisation_ended=False)
    if proposal.handled is None:
        return proposal
    lead, *co_handlers = (new if one == old else one for one in proposal.handled.departments)
    others = tuple(one for one in dict.fromkeys(co_handlers) if one != lead)
    return replace(proposal, handled=replace(proposal.handled, lead=lead, co_handlers=others))


def due(proposal: Proposal) -> list[tuple[datetime, DueCommand]]:
    """The next step of what is late, and the end of a pause."""
    handled = proposal.handled
    if handled is None:
        return []
    if proposal.state is State.PAUSED and handled.paused_until:
        return [(over(handled.paused_until), ResumeProposal(proposal.proposal_id))]
    return handled.ladder.next(proposal.proposal_id, handled.due) if proposal.state in RUNNING else []


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
