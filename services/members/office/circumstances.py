"""The circumstances of a command: where an office stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.office.commands import AmendOffice, EndOffice, GrantOffice
from services.members.office.domain import Facts, Held
from services.members.office.projections import HeldOffice
from services.members.office.state import Office
from services.members.organisation.circumstances import division_of, organisation_active
from services.members.person.circumstances import person_active


def place(office: Office, office_id: str) -> Place:
    return Place(division=office.division, council=office.organisation)


def place_of_new(lookups: Lookups, office: None, command: GrantOffice) -> Place:
    return Place(division=division_of(lookups, command.organisation), council=command.organisation)


def facts(lookups: Lookups, office: Office | None, command: GrantOffice | AmendOffice | EndOffice) -> Facts:
    if isinstance(command, GrantOffice):
        person, organisation, office_id = command.person, command.organisation, command.office_id
    else:
        assert office is not None
        person, organisation, office_id = office.person, office.organisation, office.office_id
    return Facts(
        today=day_in_china(lookups.now),
        entered_on=day_in_china(lookups.recorded_at),
        person_active=person_active(lookups, person),
        organisation_active=organisation_active(lookups, organisation),
        division=division_of(lookups, organisation),
        held=held_by(lookups, person, besides=office_id),
    )


def held_by(lookups: Lookups, person: str, besides: str) -> tuple[Held, ...]:
    return tuple(
        Held(office.role, office.starts, office.ends, office.organisation)
        for office in lookups.shown(HeldOffice, "offices", naming=person)
        if office.id != besides and office.person == person and office.state == "active"
    )
