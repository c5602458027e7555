"""What is allowed with demonstration sites, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.demonstration_site.commands import NameDemonstrationSite
from services.members.demonstration_site.events import DemonstrationSiteEvent, DemonstrationSiteNamed
from services.members.register_rules import MustNotHappenAhead
from services.members.rules import DivisionMustExist, OrganisationMustBeActive


@dataclass(frozen=True, slots=True)
class Facts:
    entered_on: date
    happened_on: date
    division_known: bool = True
    organisation_active: bool = True


def name_site(_: None, command: NameDemonstrationSite, facts: Facts) -> list[DemonstrationSiteEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.organisation_active:
        raise OrganisationMustBeActive
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise MustNotHappenAhead
    told = (command.division, command.organisation, command.name, command.text)
    return [DemonstrationSiteNamed(command.demonstration_site_id, *told, on)]
