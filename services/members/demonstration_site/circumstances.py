"""The circumstances of a command: where a demonstration site stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.demonstration_site.commands import NameDemonstrationSite
from services.members.demonstration_site.domain import Facts
from services.members.demonstration_site.state import DemonstrationSite
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import organisation_around


def place(one: DemonstrationSite, demonstration_site_id: str) -> Place:
    return Place(division=one.told.division)


def place_of_new(lookups: Lookups, one: None, command: NameDemonstrationSite) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, one: DemonstrationSite | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    if not isinstance(command, NameDemonstrationSite):
        return known
    return replace(
        known,
        division_known=division_known(lookups, command.division),
        organisation_active=organisation_around(lookups, "organisation", command.organisation, command.division),
    )
