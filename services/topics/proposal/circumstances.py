"""The circumstances of a command: where a proposal stands, who signs it, who is to handle it and by when."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import holder_named
from services.topics.brief.circumstances import outcome_named
from services.topics.copies import KnownDivision
from services.topics.known_members import KnownMember
from services.topics.proposal import commands
from services.topics.proposal.domain import Facts
from services.topics.proposal.events import CoSigner
from services.topics.proposal.handling import Times
from services.topics.proposal.handling_commands import HandlingCommand
from services.topics.proposal.state import Proposal, SeenProposal
from services.topics.proposal.succession_commands import HandOverProposal
from services.topics.proposal.times import times_of
from services.topics.topic.seen import SeenTopic


def place(proposal: Proposal, record_id: str) -> Place:
    handled = proposal.handled
    return Place(
        division=proposal.drafted.division,
        council=proposal.organisation,
        leads=(handled.lead,) if handled else (),
        co_handlers=handled.co_handlers if handled else (),
    )


def place_of_new(lookups: Lookups, proposal: None, command: commands.DraftProposal) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, proposal: Proposal | None, command: object) -> Facts | Times:
    match command:
        case commands.DraftProposal():
            return _facts_of_drafting(lookups, command)
        case commands.MergeProposal():
            return Facts(target=lookups.pinned(SeenProposal, "proposals", command.into))
        case HandOverProposal() if proposal is not None:
            holder_named(lookups, "organisation", command.organisation, proposal.drafted.division)
            return Facts()
        case _ if isinstance(command, commands.TimedCommand | HandlingCommand) and proposal is not None:
            return times_of(lookups, proposal, command)
        case _:
            return Facts()


def _facts_of_drafting(lookups: Lookups, command: commands.DraftProposal) -> Facts:
    if lookups.copy(KnownDivision, "division", command.division) is None:
        return Facts(division_exists=False)
    if lookups.may(("SYS",), Place(command.division)):
        # Judged with the outcome that was converted; its organisation may have ended since.
        return Facts(topic=command.topic, outcome=command.outcome)
    holder_named(lookups, "organisation", command.organisation, command.division)
    members = [_member(lookups, one) for one in command.co_signers]
    outcome = outcome_named(lookups, command.outcome, command.division)
    topic = outcome.topic_id if outcome else command.topic
    seen = lookups.readable(SeenTopic, "topics", topic) if topic else None
    return Facts(
        co_signers=tuple(CoSigner(one.member_id, one.person) for one in members if one.active),
        topic=topic if outcome or seen else None,
        outcome=outcome.outcome_id if outcome else None,
    )


def _member(lookups: Lookups, member_id: str) -> KnownMember:
    known = lookups.copy(KnownMember, "member", member_id)
    if known is None:
        raise NewsMissing(f"member {member_id}", names="co_signers")
    return known
