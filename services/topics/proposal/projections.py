"""What can be read of a proposal."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from infra.kernel.contract.handling import Handling
from infra.kernel.contract.lifecycle import ReadRow
from services.topics.proposal.events import CoSigner
from services.topics.proposal.handled import Handled, Opinion
from services.topics.proposal.ladder import Rung
from services.topics.proposal.state import RUNNING, Proposal


@dataclass(frozen=True)
class ProposalShown:
    """`due` is the date that holds, `original_due` the first one that its lead was given; `overdue` is of the date that holds.

    `class_` and `reply` are what the lead wrote last; it is given once the state is no longer `reply_review`.
    """

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
    former_leads: tuple[str, ...] = ()
    original_due: date | None = None
    requested_due: date | None = None
    policy: str | None = None
    return_until: datetime | None = None
    return_provisional: bool = False
    paused_on: date | None = None
    paused_until: date | None = None
    due_soon: bool = False
    overdue: bool = False
    urged: int = 0
    supervised: str | None = None
    question: str | None = None
    awaited: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    contact_record: str | None = None
    resolve_by: date | None = None
    reworks: int = 0
    progress: tuple[str, ...] = ()
    resolution: str | None = None


def row(proposal: Proposal, record_id: str) -> ReadRow:
    """Those who signed it and those who handle it or once led it may read it wherever they are."""
    drafted, handled = proposal.drafted, proposal.handled
    departments = (*handled.departments, *handled.former_leads) if handled else ()
    return ReadRow(
        division=drafted.division,
        shown=_shown(proposal),
        organisation=proposal.organisation,
        topic=drafted.topic,
        outcome=drafted.outcome,
        named=tuple(dict.fromkeys((*departments, *proposal.signers))),
        search=f"{proposal.title} {proposal.text}",
        handling=_handling(handled) if handled else None,
    )


def _handling(handled: Handled) -> Handling:
    return Handling(handled.lead, handled.co_handlers, handled.due, handled.overdue)


def _shown(proposal: Proposal) -> ProposalShown:
    drafted, handled, reply = proposal.drafted, proposal.handled, proposal.submitted or proposal.reply
    shown = ProposalShown(
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
        contact_record=proposal.submitted.contact_record if proposal.submitted else None,
        resolve_by=reply.resolve_by if reply else None,
        reworks=proposal.reworks,
        progress=proposal.progress,
        resolution=proposal.resolution,
    )
    return _with_its_dates(shown, proposal, handled) if handled else shown


def _with_its_dates(shown: ProposalShown, proposal: Proposal, handled: Handled) -> ProposalShown:
    return replace(
        shown,
        former_leads=handled.former_leads,
        original_due=handled.original_due,
        requested_due=handled.requested_due,
        policy=handled.policy,
        return_until=handled.return_until,
        return_provisional=handled.return_provisional,
        paused_on=handled.paused_on,
        paused_until=handled.paused_until,
        due_soon=proposal.state in RUNNING and handled.ladder.rung is Rung.DUE_SOON,
        overdue=handled.overdue,
        urged=handled.urged,
        supervised=handled.supervised,
        question=handled.question,
        awaited=handled.awaited,
        opinions=handled.opinions,
    )
