"""What can have happened to the nomination of a member for a term (推荐、协商提名)."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MemberNominated:
    """An organisation recommended a person for a term of a committee; `present_post` is what he is elsewhere."""

    nomination_id: str
    person: str
    organisation: str
    term: str
    committee_division: str
    sector: str
    present_post: str | None
    grounds: str


@dataclass(frozen=True, slots=True)
class NominationExamined:
    """The office of the committee looked into it (考察)."""

    nomination_id: str
    opinion: str


@dataclass(frozen=True, slots=True)
class NominationConsulted:
    """Those were asked who have a say in it (协商)."""

    nomination_id: str
    organisations: tuple[str, ...]
    opinion: str | None


@dataclass(frozen=True, slots=True)
class NominationAgreed:
    """The Party organisation of the committee's level agreed."""

    nomination_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class NominationNotAgreed:
    nomination_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class NominationWithdrawn:
    nomination_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class NomineeAdmitted:
    """He is a member: `member` is the membership that came of it."""

    nomination_id: str
    member: str


NominationEvent: TypeAlias = (
    MemberNominated
    | NominationExamined
    | NominationConsulted
    | NominationAgreed
    | NominationNotAgreed
    | NominationWithdrawn
    | NomineeAdmitted
)
