"""What can have happened to a proposal (提案)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from services.topics.proposal.handling_events import HandlingEvent
from services.topics.proposal.succession_events import ProposalSuccessionEvent

ReplyClass: TypeAlias = Literal["A", "B", "C"]
Rating: TypeAlias = Literal["satisfied", "basically_satisfied", "dissatisfied"]


@dataclass(frozen=True, slots=True)
class CoSigner:
    """A membership and whose it is."""

    member: str
    person: str


@dataclass(frozen=True, slots=True)
class ProposalDrafted:
    """`proposer` is the member in person, None for one that an office or the system drafted; the rest is what it came of."""

    proposal_id: str
    title: str
    text: str
    division: str
    organisation: str
    proposer: str | None
    co_signers: tuple[CoSigner, ...]
    topic: str | None
    outcome: str | None
    brief: str | None


@dataclass(frozen=True, slots=True)
class ProposalRevised:
    """How it reads from now on, what was left as it is included."""

    proposal_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposalSubmitted:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class ProposalWithdrawn:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalFiled:
    """The office of the committee filed it under a number (立案)."""

    proposal_id: str
    number: str


@dataclass(frozen=True, slots=True)
class ProposalNotFiled:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalMerged:
    """It is handled with another one (并案)."""

    proposal_id: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalTakenIn:
    """Another one was merged into this one."""

    proposal_id: str
    proposal: str


@dataclass(frozen=True, slots=True)
class ProposalAssigned:
    """Its lead may return it until `return_until`. Before version 2 neither that was told, nor when it was assigned."""

    proposal_id: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date
    assigned_at: datetime | None
    return_until: datetime | None
    return_policy: str | None
    return_provisional: bool


@dataclass(frozen=True, slots=True)
class ProposalReplySubmitted:
    """The lead wrote its reply: A solved, B planned or under way, to be done by `resolve_by`, C cannot be done now."""

    proposal_id: str
    class_code: ReplyClass
    text: str
    resolve_by: date | None
    contact_record: str | None


@dataclass(frozen=True, slots=True)
class ProposalReplied:
    """The reply was given to those whose proposal it is. Before version 2 nobody reviewed it, and B promised no day."""

    proposal_id: str
    class_code: ReplyClass
    text: str
    resolve_by: date | None


@dataclass(frozen=True, slots=True)
class ProposalReplySentBack:
    """The reply does not do, whether it was given or not yet."""

    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalRated:
    """Nothing follows of it by itself."""

    proposal_id: str
    rating: Rating
    comment: str | None


@dataclass(frozen=True, slots=True)
class ProposalReworkDemanded:
    """The reply was found wanting (不满意) for the first or second time: the lead handles it again (重新办理)."""

    proposal_id: str
    times: int
    comment: str | None


@dataclass(frozen=True, slots=True)
class ProposalTracked:
    """What a reply of class B promises is followed until `due`: it was rated so, or the office decided it for a reason."""

    proposal_id: str
    due: date
    tracked_at: datetime
    rating: Rating | None
    comment: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ProposalProgressReported:
    """The lead told how far what it promised is."""

    proposal_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposalResolved:
    """The lead did what it promised; `text` says what."""

    proposal_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposalClosed:
    proposal_id: str


ProposalEvent: TypeAlias = (
    ProposalDrafted
    | ProposalRevised
    | ProposalSubmitted
    | ProposalWithdrawn
    | ProposalFiled
    | ProposalNotFiled
    | ProposalMerged
    | ProposalTakenIn
    | ProposalAssigned
    | ProposalReplySubmitted
    | ProposalReplied
    | ProposalReplySentBack
    | ProposalRated
    | ProposalReworkDemanded
    | ProposalTracked
    | ProposalProgressReported
    | ProposalResolved
    | ProposalClosed
    | HandlingEvent
    | ProposalSuccessionEvent
)
