"""What can be asked of a posting."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

PRINCIPLES = ("residence", "convenience", "expertise")


@dataclass(frozen=True, slots=True)
class ProposePosting:
    posting_id: str
    member: str
    organisation: str
    kind: str
    principle: Literal["residence", "convenience", "expertise"]
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class ConfirmPosting:
    posting_id: str


@dataclass(frozen=True, slots=True)
class DeclinePosting:
    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposePostingAgain:
    posting_id: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class StartPosting:
    posting_id: str


@dataclass(frozen=True, slots=True)
class SuspendPosting:
    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResumePosting:
    posting_id: str


@dataclass(frozen=True, slots=True)
class ReassignPosting:
    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandOverPosting:
    posting_id: str
    posting: str


@dataclass(frozen=True, slots=True)
class TakeOverPosting:
    """Given by the handing over of the earlier one, in the same decision."""

    posting_id: str
    taken_over: str


@dataclass(frozen=True, slots=True)
class EndPosting:
    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExpirePosting:
    posting_id: str


@dataclass(frozen=True, slots=True)
class LapsePosting:
    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SucceedPosting:
    posting_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NotePostingLeftAlone:
    posting_id: str
    organisation: str


PostingCommand: TypeAlias = (
    ProposePosting
    | ConfirmPosting
    | DeclinePosting
    | ProposePostingAgain
    | StartPosting
    | SuspendPosting
    | ResumePosting
    | ReassignPosting
    | HandOverPosting
    | TakeOverPosting
    | EndPosting
    | ExpirePosting
    | LapsePosting
    | SucceedPosting
    | NotePostingLeftAlone
)
DueCommand: TypeAlias = StartPosting | ExpirePosting
