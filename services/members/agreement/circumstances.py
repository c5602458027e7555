"""The circumstances of a command: where an agreement stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.agreement.commands import SignAgreement
from services.members.agreement.domain import Facts
from services.members.agreement.state import Agreement
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import organisation_active


def place(one: Agreement, agreement_id: str) -> Place:
    return Place(division=one.told.division)


def place_of_new(lookups: Lookups, one: None, command: SignAgreement) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, one: Agreement | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    if not isinstance(command, SignAgreement):
        return known
    ended = tuple(party for party in command.organisations if not organisation_active(lookups, party))
    return replace(known, division_known=division_known(lookups, command.division), not_active=ended)
