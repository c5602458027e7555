"""The circumstances of a command: where a proposal stands, who signs it, who is to handle it."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.following import has_ended
from infra.kernel.lookups.named import holder_named, organisation_named
from services.topics.brief.circumstances import outcome_named
from services.topics.copies import KnownDivision
from services.topics.known_members import KnownMember
from services.topics.proposal import commands
from services.topics.proposal.domain import Facts
from services.topics.proposal.events import CoSigner
from services.topics.proposal.state import Proposal, SeenProposal
from services.topics.proposal.succession_commands import HandOverProposal
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


def facts(lookups: Lookups, proposal: Proposal | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at))
    match command:
        case commands.DraftProposal():
            return _facts_of_drafting(lookups, command, known)
        case commands.MergeProposal():
            return replace(known, target=lookups.pinned(SeenProposal, "proposals", command.into))
        case commands.AssignProposal():
            organisation_named(lookups, "lead", command.lead)
            for co_handler in command.co_handlers:
                organisation_named(lookups, "co_handlers", co_handler)
            handled = proposal.handled if proposal else None
            return replace(known, lead_ended=handled is not None and has_ended(lookups, handled.lead))
        case HandOverProposal():
            assert proposal is not None
            holder_named(lookups, "organisation", command.organisation, proposal.drafted.division)
            return known
        case _:
            return known


def _facts_of_drafting(lookups: Lookups, command: commands.DraftProposal, known: Facts) -> Facts:
    if lookups.copy(KnownDivision, "division", command.division) is None:
        return replace(known, division_exists=False)
    if lookups.may(("SYS",), Place(command.division)):
        # Judged with the outcome that was converted; its organisation may have ended since.
        return replace(known, topic=command.topic, outcome=command.outcome)
    holder_named(lookups, "organisation", command.organisation, command.division)
    members = [_member(lookups, one) for one in command.co_signers]
    outcome = outcome_named(lookups, command.outcome, command.division)
    topic = outcome.topic_id if outcome else command.topic
    seen = lookups.readable(SeenTopic, "topics", topic) if topic else None
    return replace(
        known,
        co_signers=tuple(CoSigner(one.member_id, one.person) for one in members if one.active),
        topic=topic if outcome or seen else None,
        outcome=outcome.outcome_id if outcome else None,
    )


def _member(lookups: Lookups, member_id: str) -> KnownMember:
    known = lookups.copy(KnownMember, "member", member_id)
    if known is None:
        raise NewsMissing(f"member {member_id}", names="co_signers")
    return known
