"""What can have happened to a commendation: a member put forward as a model for others (典型选树)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Date: TypeAlias = date


@dataclass(frozen=True, slots=True)
class Achievement:
    """What the member brought about, with how many of what."""

    what: str
    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class CommendationNominated:
    """`person` is behind the membership; `nominated_by` entered it."""

    commendation_id: str
    member: str
    person: str
    division: str
    organisation: str
    title: str
    grounds: str
    achievements: tuple[Achievement, ...]
    nominated_by: str | None


@dataclass(frozen=True, slots=True)
class CommendationVerified:
    """Somebody else looked at each ground, and says by what it was seen."""

    commendation_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CommendationDeclined:
    commendation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CommendationNoticePosted:
    commendation_id: str
    until: Date
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class CommendationNoticeEnded:
    commendation_id: str


@dataclass(frozen=True, slots=True)
class CommendationPublished:
    commendation_id: str
    document_number: str | None


@dataclass(frozen=True, slots=True)
class CommendationWithdrawn:
    """Taken back on its way, or after its publication: the public reads it no longer."""

    commendation_id: str
    reason: str


CommendationEvent: TypeAlias = (
    CommendationNominated
    | CommendationVerified
    | CommendationDeclined
    | CommendationNoticePosted
    | CommendationNoticeEnded
    | CommendationPublished
    | CommendationWithdrawn
)
