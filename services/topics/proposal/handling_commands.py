"""What can be asked of a proposal while a department handles it."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SignForProposal:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class RequestProposalReturn:
    """`received_at` is said by the office of what came on paper."""

    proposal_id: str
    reason: str
    received_at: date | None = None
    actor_role: str = "HND"


@dataclass(frozen=True, slots=True)
class ReassignProposal:
    proposal_id: str
    lead: str
    reason: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DenyProposalReturn:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskProposalCoHandlers:
    proposal_id: str
    question: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class GiveProposalOpinion:
    """`actor_organisation` is the acting organisation: a co-handler that was asked."""

    proposal_id: str
    text: str
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class TimeOutProposalCoHandlers:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class RequestProposalExtension:
    """`received_at` is said by the office of what came on paper."""

    proposal_id: str
    due: date
    reason: str
    received_at: date | None = None
    actor_role: str = "HND"


@dataclass(frozen=True, slots=True)
class GrantProposalExtension:
    """Without a date the one that was asked for is granted."""

    proposal_id: str
    reason: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DenyProposalExtension:
    proposal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PauseProposal:
    proposal_id: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ResumeProposal:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class NoteProposalDueSoon:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class NoteProposalOverdue:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class UrgeProposal:
    proposal_id: str


@dataclass(frozen=True, slots=True)
class SuperviseProposal:
    proposal_id: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReckonProposalAgain:
    proposal_id: str
    calendar: str


DueCommand: TypeAlias = (
    NoteProposalDueSoon
    | NoteProposalOverdue
    | UrgeProposal
    | SuperviseProposal
    | ResumeProposal
    | TimeOutProposalCoHandlers
)
HandlingCommand: TypeAlias = (
    SignForProposal
    | RequestProposalReturn
    | ReassignProposal
    | DenyProposalReturn
    | AskProposalCoHandlers
    | GiveProposalOpinion
    | RequestProposalExtension
    | GrantProposalExtension
    | DenyProposalExtension
    | PauseProposal
    | ReckonProposalAgain
    | DueCommand
)
