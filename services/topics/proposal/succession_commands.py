"""What can be asked of a proposal whose organisation has ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOverProposal:
    proposal_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NoteProposalLeftAlone:
    proposal_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HandOverProposal:
    proposal_id: str
    organisation: str
    reason: str
