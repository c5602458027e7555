"""What can be asked of a public-opinion brief."""

from dataclasses import dataclass
from typing import TypeAlias

from services.topics.brief.events import Date, Kind


@dataclass(frozen=True, slots=True)
class DraftBrief:
    brief_id: str
    title: str
    text: str
    division: str
    organisation: str
    kind: Kind = "brief"
    submissions: tuple[str, ...] = ()
    topic: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class ReviseBrief:
    brief_id: str
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewBrief:
    brief_id: str
    opinion: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnBrief:
    brief_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResubmitBrief:
    brief_id: str


@dataclass(frozen=True, slots=True)
class IssueBrief:
    brief_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class SendBrief:
    brief_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class MarkRead:
    brief_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class NoteBrief:
    brief_id: str
    organisation: str
    body: str
    form: str
    date: Date
    received_at: Date | None = None


@dataclass(frozen=True, slots=True)
class AdoptBrief:
    brief_id: str
    organisation: str
    text: str | None = None
    received_at: Date | None = None


@dataclass(frozen=True, slots=True)
class InstructOnBrief:
    brief_id: str
    organisation: str
    who: str
    office: str
    date: Date
    text: str
    received_at: Date | None = None


@dataclass(frozen=True, slots=True)
class MarkNotUsed:
    brief_id: str
    organisation: str
    reason: str
    received_at: Date | None = None


@dataclass(frozen=True, slots=True)
class ConvertBrief:
    """`proposal` is the fresh id of what it becomes; title and text are the brief's where none are said."""

    brief_id: str
    proposal: str
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawBrief:
    brief_id: str
    reason: str


Response: TypeAlias = NoteBrief | AdoptBrief | InstructOnBrief | MarkNotUsed
"""What a recipient did with it."""
