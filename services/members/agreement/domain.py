"""What is allowed with agreements, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.agreement import events as happened
from services.members.agreement.commands import FollowAgreement, SignAgreement
from services.members.agreement.events import AgreementEvent
from services.members.agreement.state import Agreement
from services.members.register_rules import (
    AgreementHasTwoParties,
    MustFollowTheSigning,
    MustNotHappenAhead,
    PartiesMustBeActive,
)
from services.members.rules import DivisionMustExist, must_lie_ahead


@dataclass(frozen=True, slots=True)
class Facts:
    """`not_active` are the parties that are not there or have ended."""

    entered_on: date
    happened_on: date
    division_known: bool = True
    not_active: tuple[str, ...] = ()


def sign_agreement(_: None, command: SignAgreement, facts: Facts) -> list[AgreementEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if facts.not_active:
        raise PartiesMustBeActive(*facts.not_active[:3])
    organisations, outside = tuple(dict.fromkeys(command.organisations)), tuple(dict.fromkeys(command.outside))
    if len(organisations) + len(outside) < 2:  # noqa: PLR2004 two parties make an agreement
        raise AgreementHasTwoParties
    if command.signed_on > facts.entered_on:
        raise MustNotHappenAhead
    must_lie_ahead(command.ends, facts.entered_on)
    told = (command.division, command.form, command.title, command.text, organisations, outside)
    return [happened.AgreementSigned(command.agreement_id, *told, command.signed_on, command.ends)]


def follow_agreement(agreement: Agreement, command: FollowAgreement, facts: Facts) -> list[AgreementEvent]:
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise MustNotHappenAhead
    if on < agreement.told.signed_on:
        raise MustFollowTheSigning
    return [happened.AgreementFollowed(command.agreement_id, command.text, on)]
