"""What can be read of an agreement."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.agreement.events import FormOfAgreement
from services.members.agreement.state import Agreement


@dataclass(frozen=True, slots=True)
class FollowedShown:
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class AgreementShown:
    form: FormOfAgreement
    title: str
    text: str
    organisations: tuple[str, ...]
    outside: tuple[str, ...]
    signed_on: date
    ends: date | None
    follow_ups: tuple[FollowedShown, ...]
    reason: str | None


def row(one: Agreement, agreement_id: str) -> ReadRow:
    told = one.told
    return ReadRow(
        division=told.division,
        shown=AgreementShown(
            told.form,
            told.title,
            told.text,
            told.organisations,
            told.outside,
            told.signed_on,
            told.ends,
            tuple(FollowedShown(it.text, it.on) for it in one.follow_ups),
            one.reason,
        ),
        named=told.organisations,
        audience="tokens",
        search=" ".join((told.title, *told.outside)),
    )
