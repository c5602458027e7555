"""What can be asked of an agreement."""

from dataclasses import dataclass
from datetime import date

from services.members.agreement.events import FormOfAgreement


@dataclass(frozen=True, slots=True)
class SignAgreement:
    agreement_id: str
    division: str
    form: FormOfAgreement
    title: str
    text: str
    organisations: tuple[str, ...]
    signed_on: date
    outside: tuple[str, ...] = ()
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class FollowAgreement:
    agreement_id: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class EndAgreement:
    agreement_id: str
    reason: str
