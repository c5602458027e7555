"""The circumstances of a command: where a programme stands, and whether those that it names are there."""

from collections.abc import Collection

from infra.kernel.access.places import COUNCIL_KINDS, GUIDING_KINDS, KnownOrganisation, Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import (
    ORGANISATION,
    division_named,
    organisation_around,
    organisation_named,
    person_named,
)
from services.outcomes.programme import commands
from services.outcomes.programme.domain import Facts
from services.outcomes.programme.state import Programme

LEAD_ONE = (*GUIDING_KINDS, *COUNCIL_KINDS)


def place(programme: Programme, programme_id: str) -> Place:
    """Whoever leads an indicator tells its values."""
    leads = tuple(dict.fromkeys(one.lead for one in programme.indicators))
    return Place(programme.division, council=programme.organisation, leads=leads)


def place_of_new(lookups: Lookups, programme: None, command: commands.CreateProgramme) -> Place:
    return Place(command.division, council=command.organisation)


def facts(lookups: Lookups, programme: Programme | None, command: commands.ProgrammeCommand) -> Facts:
    days = day_in_china(lookups.now), day_in_china(lookups.recorded_at)
    match command:
        case commands.CreateProgramme():
            division_named(lookups, "division", command.division)
            known = organisation_named(lookups, "organisation", command.organisation)
            return Facts(*days, known.division == command.division and known.kind in LEAD_ONE)
        case commands.SucceedProgramme() if programme is not None:
            named = (lookups.copy(KnownOrganisation, ORGANISATION, one) for one in programme.bodies)
            return Facts(*days, bodies_ended=tuple(one.id for one in named if one and one.ended))
        case commands.SetProgrammeGroup() if programme is not None:
            before = {one.person for one in programme.members}
            _check_people(lookups, {one.person for one in command.members} - before)
        case commands.SetProgrammeUnits() if programme is not None:
            _check_bodies(lookups, "units", set(command.units) - set(programme.units), programme.division)
        case commands.SetProgrammeTargets() if programme is not None:
            for target in command.targets:
                if target.division is not None:
                    division_named(lookups, "targets", target.division)
        case commands.SetProgrammeDimensions() if programme is not None:
            leads = {one.lead for one in command.dimensions}
            _check_bodies(lookups, "dimensions", leads - {one.lead for one in programme.dimensions}, programme.division)
        case commands.SetProgrammeIndicators() if programme is not None:
            leads = {one.lead for one in command.indicators}
            _check_bodies(lookups, "indicators", leads - {one.lead for one in programme.indicators}, programme.division)
        case _:
            pass
    return Facts(*days)


def _check_bodies(lookups: Lookups, field: str, named: Collection[str], division: str) -> None:
    """Those that it named before stay, also when they have ended."""
    for one in named:
        organisation_around(lookups, field, one, division)


def _check_people(lookups: Lookups, named: Collection[str]) -> None:
    for one in named:
        person_named(lookups, "members", one)
