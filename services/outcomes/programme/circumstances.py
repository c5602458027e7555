"""The circumstances of a command: where a programme stands, and whether those that it names are there."""

from collections.abc import Collection

from infra.kernel.access.offices import PERSON_NAME, KnownName
from infra.kernel.access.places import COUNCIL_KINDS, GUIDING_KINDS, Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import organisation_named
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
    today = day_in_china(lookups.now)
    match command:
        case commands.CreateProgramme():
            known = organisation_named(lookups, "organisation", command.organisation)
            return Facts(today, known.division == command.division and known.kind in LEAD_ONE)
        case commands.SetProgrammeGroup() if programme is not None:
            before = {one.person for one in programme.members}
            _check_people(lookups, {one.person for one in command.members} - before)
        case commands.SetProgrammeUnits() if programme is not None:
            _check_bodies(lookups, "units", set(command.units) - set(programme.units))
        case commands.SetProgrammeDimensions() if programme is not None:
            leads = {one.lead for one in command.dimensions}
            _check_bodies(lookups, "dimensions", leads - {one.lead for one in programme.dimensions})
        case commands.SetProgrammeIndicators() if programme is not None:
            leads = {one.lead for one in command.indicators}
            _check_bodies(lookups, "indicators", leads - {one.lead for one in programme.indicators})
        case _:
            pass
    return Facts(today)


def _check_bodies(lookups: Lookups, field: str, named: Collection[str]) -> None:
    """Those that it named before stay, also when they have ended."""
    for one in named:
        organisation_named(lookups, field, one)


def _check_people(lookups: Lookups, named: Collection[str]) -> None:
    for one in named:
        if lookups.copy(KnownName, PERSON_NAME, one) is None:
            raise NewsMissing(f"person {one}", names="members")
