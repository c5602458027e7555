"""What is allowed, and what follows, when the organisation that a proposal belongs to has ended."""

from services.topics.proposal.events import ProposalEvent
from services.topics.proposal.state import Proposal
from services.topics.proposal.succession_commands import HandOverProposal, NoteProposalLeftAlone, TakeOverProposal
from services.topics.proposal.succession_events import ProposalLeftAlone, ProposalTakenOver
from services.topics.succession_rules import NoLongerItsHolder, OrganisationHasNotEnded


def take_over_proposal(proposal: Proposal, command: TakeOverProposal, facts: object) -> list[ProposalEvent]:
    """Whose it is, or who handles it, has ended."""
    departments = proposal.handled.departments if proposal.handled else ()
    if command.organisation not in (proposal.organisation, *departments):
        raise NoLongerItsHolder
    return [ProposalTakenOver(command.proposal_id, command.organisation, command.successor)]


def note_proposal_left_alone(proposal: Proposal, command: NoteProposalLeftAlone, facts: object) -> list[ProposalEvent]:
    if command.organisation != proposal.organisation or proposal.organisation_ended:
        raise NoLongerItsHolder
    return [ProposalLeftAlone(command.proposal_id, command.organisation)]


def hand_over_proposal(proposal: Proposal, command: HandOverProposal, facts: object) -> list[ProposalEvent]:
    """The new one was looked up with the facts."""
    if not proposal.organisation_ended:
        raise OrganisationHasNotEnded
    return [ProposalTakenOver(command.proposal_id, proposal.organisation, command.organisation, command.reason)]
