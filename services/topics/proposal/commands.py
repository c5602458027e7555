"""What can be asked of a proposal."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.topics.proposal.events import Rating, ReplyClass


@dataclass(frozen=True, slots=True)
class DraftProposal:
    proposal_id: str
    title: str
    text: str
    division: str
    organisation: str
    co_signers: tuple[str, ...] = ()
    topic: str | None = None
    outcome: str | None = None
    actor_person: str | None = None
    actor_role: str = "SYS"


@dataclass(frozen=True, slots=True)
class ReviseProposal:
    proposal_id: str
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class SubmitProposal:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class WithdrawProposal:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileProposal:
    proposal_id: str
    number: str


@dataclass(frozen=True, slots=True)
class DeclineFiling:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MergeProposal:
    proposal_id: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeInProposal:
    proposal_id: str
    proposal: str


@dataclass(frozen=True, slots=True)
class AssignProposal:
    proposal_id: str
    lead: str
    due: date
    co_handlers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyToProposal:
    """Of class B with the day by which what it promises is done."""

    proposal_id: str
    class_code: ReplyClass
    text: str
    resolve_by: date | None = None
    contact_record: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseReply:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class SendBackReply:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RateProposal:
    proposal_id: str
    rating: Rating
    comment: str | None = None
    actor_person: str | None = None


@dataclass(frozen=True, slots=True)
class TrackProposal:
    """Without a date the one that was promised holds."""

    proposal_id: str
    reason: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ReportProposalProgress:
    proposal_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ResolveProposal:
    proposal_id: str
    text: str


@dataclass(frozen=True, slots=True)
class CloseProposal:
    proposal_id: str


TimedCommand: TypeAlias = AssignProposal | ReplyToProposal | RateProposal | TrackProposal
"""What is judged by the time as well, like the commands of its handling."""
