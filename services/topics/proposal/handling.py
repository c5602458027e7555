"""What is allowed while a department handles a proposal, as with a task, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.topics import document_rules, rules
from services.topics.proposal import handling_commands as asked
from services.topics.proposal import handling_events as happened
from services.topics.proposal.commands import AssignProposal
from services.topics.proposal.events import ProposalAssigned, ProposalEvent
from services.topics.proposal.handled import Handled
from services.topics.proposal.ladder import Rung, over
from services.topics.proposal.state import Proposal


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
class Times:
    """When it is judged: at entry whatever has to come in time, or names a day to come; else when it happened.

    returning     until when its lead may return it: the lead that it is given to, the one that asks, or reckoned again
    due           what a new lead gets
    opinions      until when co-handlers that are asked may answer
    supervision   the days, yellow and red, on which it is supervised when it is overdue
    assigned_on   where a paper may have come: since when
    """

    now: datetime
    today: date
    returning: Deadline | None = None
    due: Deadline | None = None
    opinions: Deadline | None = None
    supervision: tuple[Deadline, Deadline] | None = None
    entered_on: date = date.min
    assigned_on: date | None = None
    lead_ended: bool = False


def assign_proposal(proposal: Proposal, command: AssignProposal, times: Times) -> list[ProposalEvent]:
    rules.must_lie_ahead(command.due, times.today)
    co_handlers = tuple(command.co_handlers)
    if command.lead in co_handlers:
        raise document_rules.LeadIsNoCoHandler
    if len(set(co_handlers)) < len(co_handlers):
        raise document_rules.CoHandlerIsNamedOnce
    assert times.returning is not None
    return [
        ProposalAssigned(
            proposal_id=command.proposal_id,
            lead=command.lead,
            co_handlers=co_handlers,
            due=command.due,
            assigned_at=times.now,
            return_until=times.returning.ends_at,
            return_policy=times.returning.cited,
            return_provisional=times.returning.provisional,
        )
    ]


def assign_again(proposal: Proposal, command: AssignProposal, times: Times) -> list[ProposalEvent]:
    """Nobody can reply for a lead that has ended and that nobody succeeds."""
    if not times.lead_ended:
        raise document_rules.LeadHasNotEnded
    return assign_proposal(proposal, command, times)


def request_return(proposal: Proposal, command: asked.RequestProposalReturn, times: Times) -> list[ProposalEvent]:
    received = _received_on(command, times)
    assert times.returning is not None
    if times.now > times.returning.ends_at and not (received and received <= times.returning.day):
        raise document_rules.ProposalReturnWindowPassed
    return [happened.ProposalReturnRequested(command.proposal_id, command.reason, received)]


def _received_on(command: asked.RequestProposalReturn | asked.RequestProposalExtension, times: Times) -> date | None:
    """The day on which a paper came, told by the office that received it; None of what the lead itself enters."""
    day = command.received_at
    if command.actor_role == "HND":
        if day is not None:
            raise document_rules.TheLeadEntersItItself
        return None
    if day is None:
        raise document_rules.SayWhenItCame
    if day > times.today or (times.assigned_on and day < times.assigned_on):
        raise document_rules.ItCameWhileTheLeadHadIt(day.isoformat())
    return day


def reassign_proposal(proposal: Proposal, command: asked.ReassignProposal, times: Times) -> list[ProposalEvent]:
    handled = _of(proposal)
    if command.lead == handled.lead:
        raise document_rules.ProposalLeadUnchanged
    if command.lead in handled.co_handlers:
        raise document_rules.LeadIsNoCoHandler
    rules.must_lie_ahead(command.due, times.today)
    assert times.returning is not None
    assert times.due is not None
    return [
        happened.ProposalReassigned(
            proposal_id=command.proposal_id,
            lead=command.lead,
            former_lead=handled.lead,
            reason=command.reason,
            due=times.due.day,
            policy=times.due.policy,
            assigned_at=times.now,
            return_until=times.returning.ends_at,
            return_policy=times.returning.cited,
            return_provisional=times.returning.provisional,
        )
    ]


def ask_co_handlers(proposal: Proposal, command: asked.AskProposalCoHandlers, times: Times) -> list[ProposalEvent]:
    handled = _of(proposal)
    if not handled.co_handlers:
        raise document_rules.ThereAreNoCoHandlers
    rules.must_lie_ahead(command.due, times.today)
    assert times.opinions is not None
    return [
        happened.ProposalCoHandlersAsked(
            proposal_id=command.proposal_id,
            question=command.question,
            asked=handled.co_handlers,
            due=times.opinions.day,
            ends_at=times.opinions.ends_at,
            policy=times.opinions.policy,
        )
    ]


def give_opinion(proposal: Proposal, command: asked.GiveProposalOpinion, times: Times) -> list[ProposalEvent]:
    organisation = command.actor_organisation
    if organisation is None or organisation not in _of(proposal).awaited:
        raise document_rules.NoOpinionIsAwaited
    return [happened.ProposalCoOpinionGiven(command.proposal_id, organisation, command.text)]


def time_out_co_handlers(
    proposal: Proposal, command: asked.TimeOutProposalCoHandlers, times: Times
) -> list[ProposalEvent]:
    handled = _of(proposal)
    if handled.opinions_end_at is None or times.now < handled.opinions_end_at:
        raise document_rules.OpinionsMayStillCome
    return [happened.ProposalCoHandlersTimedOut(command.proposal_id, handled.awaited)]


def request_extension(proposal: Proposal, command: asked.RequestProposalExtension, times: Times) -> list[ProposalEvent]:
    received, due = _received_on(command, times), _of(proposal).due
    if (received or times.today) > due:
        raise document_rules.ProposalExpired
    rules.must_lie_ahead(command.due, times.today)
    if command.due <= due:
        raise document_rules.ExtensionMustBeLater
    return [happened.ProposalExtensionRequested(command.proposal_id, command.due, command.reason, received)]


def grant_extension(proposal: Proposal, command: asked.GrantProposalExtension, times: Times) -> list[ProposalEvent]:
    handled = _of(proposal)
    due = command.due or handled.requested_due
    rules.must_lie_ahead(due, times.today)
    if due is None or due <= handled.due:
        raise document_rules.ExtensionMustBeLater
    return [happened.ProposalExtended(command.proposal_id, handled.due, due, command.reason)]


def pause_proposal(proposal: Proposal, command: asked.PauseProposal, times: Times) -> list[ProposalEvent]:
    rules.must_lie_ahead(command.until, max(times.today, times.entered_on))
    return [happened.ProposalPaused(command.proposal_id, times.today, command.reason, command.until)]


def resume_proposal(proposal: Proposal, command: asked.ResumeProposal, times: Times) -> list[ProposalEvent]:
    """A pause that has its end lasts no longer, whenever that is noticed."""
    handled = _of(proposal)
    until = handled.paused_until
    ended = min(times.today, until + timedelta(days=1)) if until else times.today
    paused = ended - handled.paused_on if handled.paused_on else timedelta()
    return [happened.ProposalResumed(command.proposal_id, old_due=handled.due, due=handled.due + paused)]


def note_due_soon(proposal: Proposal, command: asked.NoteProposalDueSoon, times: Times) -> list[ProposalEvent]:
    handled = _of(proposal)
    soon = handled.ladder.due_soon_at(handled.due)
    if handled.ladder.rung is not Rung.IN_TIME or soon is None or times.now < soon:
        raise document_rules.NotThatLateYet
    return [happened.ProposalDueSoon(command.proposal_id, handled.due)]


def note_overdue(proposal: Proposal, command: asked.NoteProposalOverdue, times: Times) -> list[ProposalEvent]:
    handled = _of(proposal)
    if handled.ladder.late or times.now < over(handled.due):
        raise document_rules.NotThatLateYet
    assert times.supervision is not None
    yellow, red = times.supervision
    return [
        happened.ProposalOverdue(
            proposal_id=command.proposal_id,
            due=handled.due,
            yellow_at=yellow.ends_at,
            yellow_policy=yellow.cited,
            red_at=red.ends_at,
            red_policy=red.cited,
            provisional=yellow.provisional or red.provisional,
        )
    ]


def _of(proposal: Proposal) -> Handled:
    assert proposal.handled is not None
    return proposal.handled
