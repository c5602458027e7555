"""What can be asked of a nomination."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NominateMember:
    nomination_id: str
    person: str
    organisation: str
    term: str
    sector: str
    grounds: str
    present_post: str | None = None
    actor_role: str = ""
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class ExamineNomination:
    nomination_id: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ConsultOnNomination:
    nomination_id: str
    organisations: Sequence[str]
    opinion: str | None = None


@dataclass(frozen=True, slots=True)
class AgreeToNomination:
    nomination_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class RefuseNomination:
    nomination_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawNomination:
    nomination_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdmitNominee:
    """`member` is the id of the membership that it makes."""

    nomination_id: str
    member: str
