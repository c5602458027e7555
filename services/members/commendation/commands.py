"""What can be asked of a commendation."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.commendation.events import Achievement, Date


@dataclass(frozen=True, slots=True)
class NominateMember:
    commendation_id: str
    member: str
    division: str
    organisation: str
    title: str
    grounds: str
    actor_person: str | None
    achievements: Sequence[Achievement] = ()


@dataclass(frozen=True, slots=True)
class VerifyCommendation:
    commendation_id: str
    evidence: str
    actor_person: str | None


@dataclass(frozen=True, slots=True)
class DeclineCommendation:
    commendation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostCommendationNotice:
    commendation_id: str
    until: Date


@dataclass(frozen=True, slots=True)
class EndCommendationNotice:
    commendation_id: str


@dataclass(frozen=True, slots=True)
class PublishCommendation:
    commendation_id: str
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawCommendation:
    commendation_id: str
    reason: str
