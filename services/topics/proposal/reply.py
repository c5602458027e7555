"""What is allowed with the reply to a proposal and what it promises, and what follows."""

from datetime import date

from services.topics import document_rules, rules
from services.topics.proposal import commands as asked
from services.topics.proposal import events as happened
from services.topics.proposal.events import ProposalEvent
from services.topics.proposal.handling import Times
from services.topics.proposal.state import Proposal, State

REWORKS = 2
"""So often it is handled again because its reply is found wanting; then the office decides."""


def reply_to_proposal(proposal: Proposal, command: asked.ReplyToProposal, times: Times) -> list[ProposalEvent]:
    """It is reviewed before it is given."""
    rules.must_lie_ahead(command.resolve_by, times.today)
    return [
        happened.ProposalReplySubmitted(
            proposal_id=command.proposal_id,
            class_code=command.class_code,
            text=command.text,
            resolve_by=command.resolve_by,
            contact_record=command.contact_record,
        )
    ]


def release_reply(proposal: Proposal, command: asked.ReleaseReply, facts: object) -> list[ProposalEvent]:
    reply = proposal.submitted
    assert reply is not None
    return [happened.ProposalReplied(command.proposal_id, reply.class_code, reply.text, reply.resolve_by)]


def rate_proposal(proposal: Proposal, command: asked.RateProposal, times: Times) -> list[ProposalEvent]:
    """By one whose proposal it is; where that is nobody's, by any member of the place.

    What is found wanting is handled again; what was promised until a day is followed until then.
    """
    if proposal.signers and command.actor_person is not None and command.actor_person not in proposal.signers:
        raise document_rules.OnlyWhoSignedRates
    wanting, due = command.rating == "dissatisfied", proposal.reply.resolve_by if proposal.reply else None
    if wanting and proposal.reworks < REWORKS:
        return [happened.ProposalReworkDemanded(command.proposal_id, proposal.reworks + 1, command.comment)]
    if due and not wanting:
        rating, comment = command.rating, command.comment
        return [happened.ProposalTracked(command.proposal_id, due, times.now, rating, comment, None)]
    return [happened.ProposalRated(command.proposal_id, command.rating, command.comment)]


def track_proposal(proposal: Proposal, command: asked.TrackProposal, times: Times) -> list[ProposalEvent]:
    """By the office where nobody has rated the reply, where it promised no day, or where what was done does not do."""
    if proposal.reply is None or proposal.reply.class_code != "B":
        raise document_rules.OnlyAPromiseIsTracked
    rules.must_lie_ahead(command.due, times.today)
    due = command.due or _promised(proposal)
    if due is None:
        raise document_rules.SayUntilWhenItIsTracked
    return [happened.ProposalTracked(command.proposal_id, due, times.now, None, None, command.reason)]


def _promised(proposal: Proposal) -> date | None:
    """The day that holds once it was tracked, before that the day of the reply."""
    if proposal.state is State.RESOLVED and proposal.handled is not None:
        return proposal.handled.due
    return proposal.reply.resolve_by if proposal.reply else None


def close_proposal(proposal: Proposal, command: asked.CloseProposal, facts: object) -> list[ProposalEvent]:
    """What was promised is done first."""
    promised = proposal.reply is not None and proposal.reply.class_code == "B"
    if promised and proposal.state is not State.RESOLVED:
        raise document_rules.APromiseIsTrackedBeforeItIsClosed
    return [happened.ProposalClosed(command.proposal_id)]
