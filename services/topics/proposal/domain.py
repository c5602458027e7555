"""What is allowed with a proposal, and what follows."""

from dataclasses import dataclass

from services.topics import document_rules, rules
from services.topics.proposal import commands as asked
from services.topics.proposal import events as happened
from services.topics.proposal.events import CoSigner, ProposalEvent
from services.topics.proposal.state import TAKES_OTHERS_IN, Proposal, SeenProposal


@dataclass(frozen=True)
class Facts:
    """What each command needs to know besides the proposal; the others' facts stay empty.

    co_signers  those of the members named who are members now
    topic, outcome  what it is said to come of, where that is there for whoever drafts it
    """

    division_exists: bool = True
    co_signers: tuple[CoSigner, ...] = ()
    topic: str | None = None
    outcome: str | None = None
    target: SeenProposal | None = None


def draft_proposal(nothing: None, command: asked.DraftProposal, facts: Facts) -> list[ProposalEvent]:
    if not facts.division_exists:
        raise rules.DivisionMustExist(command.division)
    _origins_must_be_there(command, facts)
    by_a_member = command.actor_role == "MEM"
    return [
        happened.ProposalDrafted(
            proposal_id=command.proposal_id,
            title=command.title,
            text=command.text,
            division=command.division,
            organisation=command.organisation,
            proposer=command.actor_person if by_a_member else None,
            co_signers=_co_signers(command, facts),
            topic=facts.topic,
            outcome=command.outcome,
            brief=None,
        )
    ]


def _origins_must_be_there(command: asked.DraftProposal, facts: Facts) -> None:
    if command.outcome is not None and facts.outcome is None:
        raise document_rules.OutcomeMustExist(command.outcome)
    if command.topic is not None and facts.topic is None:
        raise rules.TopicMustExist(command.topic)
    if command.topic is not None and command.topic != facts.topic:
        raise document_rules.OutcomeMustBeOfTheTopic(command.topic)


def _co_signers(command: asked.DraftProposal, facts: Facts) -> tuple[CoSigner, ...]:
    known = {one.member: one for one in facts.co_signers}
    missing = [one for one in command.co_signers if one not in known]
    if missing:
        raise document_rules.CoSignersMustBeMembers(missing[0])
    if any(one.person == command.actor_person for one in facts.co_signers) and command.actor_role == "MEM":
        raise document_rules.ProposerIsNoCoSigner
    return tuple(known[one] for one in dict.fromkeys(command.co_signers))


def revise_proposal(proposal: Proposal, command: asked.ReviseProposal, facts: Facts) -> list[ProposalEvent]:
    title, text = command.title or proposal.title, command.text or proposal.text
    if (title, text) == (proposal.title, proposal.text):
        raise rules.NothingIsChanged
    return [happened.ProposalRevised(command.proposal_id, title, text)]


def merge_proposal(proposal: Proposal, command: asked.MergeProposal, facts: Facts) -> list[ProposalEvent]:
    """The other one is told in the same decision."""
    if facts.target is None or command.into == command.proposal_id:
        raise document_rules.MergeTargetMustBeAnotherProposal
    if facts.target.division != proposal.drafted.division:
        raise document_rules.ProposalsOfOneDivisionAreMerged
    if facts.target.state not in TAKES_OTHERS_IN:
        raise document_rules.MergeTargetMustAwaitItsReply
    merged = happened.ProposalMerged(command.proposal_id, command.into, command.reason)
    return [merged, happened.ProposalTakenIn(command.into, command.proposal_id)]
