"""What can be read of a proposal."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import Handling, ReadRow
from services.topics.proposal.events import CoSigner
from services.topics.proposal.state import Proposal


@dataclass(frozen=True)
class ProposalShown:
    title: str
    text: str
    organisation: str
    proposer: str | None
    co_signers: tuple[CoSigner, ...]
    topic: str | None
    outcome: str | None
    brief: str | None
    number: str | None
    reason: str | None
    into: str | None
    merged_proposals: tuple[str, ...]
    lead: str | None
    co_handlers: tuple[str, ...]
    due: date | None
    class_: str | None
    reply: str | None
    rating: str | None
    comment: str | None
    organisation_ended: bool = False


def row(proposal: Proposal, record_id: str) -> ReadRow:
    """Those who signed it and those who handle it may read it wherever they are."""
    drafted, handled = proposal.drafted, proposal.handled
    departments = handled.departments if handled else ()
    return ReadRow(
        division=drafted.division,
        shown=_shown(proposal),
        organisation=proposal.organisation,
        topic=drafted.topic,
        outcome=drafted.outcome,
        named=(*departments, *proposal.signers),
        search=f"{proposal.title} {proposal.text}",
        handling=Handling(handled.lead, handled.co_handlers, handled.due, overdue=False) if handled else None,
    )


def _shown(proposal: Proposal) -> ProposalShown:
    drafted, handled, reply = proposal.drafted, proposal.handled, proposal.reply
    return ProposalShown(
        title=proposal.title,
        text=proposal.text,
        organisation=proposal.organisation,
        organisation_ended=proposal.organisation_ended,
        proposer=drafted.proposer,
        co_signers=drafted.co_signers,
        topic=drafted.topic,
        outcome=drafted.outcome,
        brief=drafted.brief,
        number=proposal.number,
        reason=proposal.reason,
        into=proposal.into,
        merged_proposals=proposal.merged,
        lead=handled.lead if handled else None,
        co_handlers=handled.co_handlers if handled else (),
        due=handled.due if handled else None,
        class_=reply.class_code if reply else None,
        reply=reply.text if reply else None,
        rating=proposal.rating,
        comment=proposal.comment,
    )
