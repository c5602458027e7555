"""What can be read of a brief."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.topics.brief.events import Date
from services.topics.brief.state import Brief, Recipient


@dataclass(frozen=True, slots=True)
class NotedBy:
    organisation: str
    body: str
    form: str
    date: Date
    received_at: Date


@dataclass(frozen=True, slots=True)
class AdoptedBy:
    organisation: str
    text: str | None
    received_at: Date


@dataclass(frozen=True, slots=True)
class Instruction:
    organisation: str
    who: str
    office: str
    date: Date
    text: str
    received_at: Date


@dataclass(frozen=True)
class BriefShown:
    """`sent_at` and `read_at` are the first; each recipient has its own."""

    title: str
    text: str
    organisation: str
    kind: str
    submissions: tuple[str, ...]
    topic: str | None
    outcome: str | None
    opinion: str | None
    reason: str | None
    document_number: str | None
    sent_at: datetime | None
    read_at: datetime | None
    recipients: tuple[Recipient, ...]
    noted_by: tuple[NotedBy, ...]
    adopted_by: tuple[AdoptedBy, ...]
    instructions: tuple[Instruction, ...]
    proposal: str | None
    organisation_ended: bool = False


def row(brief: Brief, record_id: str) -> ReadRow:
    """Whoever it was sent to may read it wherever he is. By its submissions it is found from each of them."""
    return ReadRow(
        division=brief.drafted.division,
        shown=_shown(brief),
        organisation=brief.organisation,
        topic=brief.drafted.topic,
        outcome=brief.drafted.outcome,
        named=(*(one.organisation for one in brief.recipients), *brief.drafted.submissions),
        search=f"{brief.title} {brief.text}",
    )


def _shown(brief: Brief) -> BriefShown:
    drafted, read = brief.drafted, [one.read_at for one in brief.recipients if one.read_at]
    return BriefShown(
        title=brief.title,
        text=brief.text,
        organisation=brief.organisation,
        organisation_ended=brief.organisation_ended,
        kind=drafted.kind,
        submissions=drafted.submissions,
        topic=drafted.topic,
        outcome=drafted.outcome,
        opinion=brief.opinion,
        reason=brief.reason,
        document_number=brief.document_number,
        sent_at=min((one.sent_at for one in brief.recipients), default=None),
        read_at=min(read, default=None),
        recipients=brief.recipients,
        noted_by=tuple(NotedBy(o.organisation, o.body, o.form, o.date, o.received_at) for o in brief.noted),
        adopted_by=tuple(AdoptedBy(o.organisation, o.text, o.received_at) for o in brief.adopted),
        instructions=tuple(
            Instruction(o.organisation, o.who, o.office, o.date, o.text, o.received_at) for o in brief.instructed
        ),
        proposal=brief.proposal,
    )
