"""What can have happened to an agreement (合作意向、协议) between committees, or with bodies outside."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

FormOfAgreement: TypeAlias = Literal["letter_of_intent", "agreement"]


@dataclass(frozen=True, slots=True)
class AgreementSigned:
    """`organisations` are parties that have a record here, `outside` those that have none, by name."""

    agreement_id: str
    division: str
    form: FormOfAgreement
    title: str
    text: str
    organisations: tuple[str, ...]
    outside: tuple[str, ...]
    signed_on: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class AgreementFollowed:
    """Something was done that it says."""

    agreement_id: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class AgreementEnded:
    agreement_id: str
    reason: str


AgreementEvent: TypeAlias = AgreementSigned | AgreementFollowed | AgreementEnded
