"""The circumstances of a command: where a target stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place, lies_in
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.counted import Counted
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.organisation.circumstances import division_of, organisation_active
from services.members.target.commands import JudgeTarget, MeasureTarget, SetTarget
from services.members.target.domain import Facts
from services.members.target.state import Target
from services.members.venue.state import USABLE


def place(target: Target, target_id: str) -> Place:
    return Place(division=target.set.division, council=target.set.organisation)


def place_of_new(lookups: Lookups, target: None, command: SetTarget) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, target: Target | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    match command:
        case SetTarget():
            return replace(
                known,
                division_known=division_known(lookups, command.division),
                organisation_active=organisation_active(lookups, command.organisation),
                organisation_of_this_place=lies_in(division_of(lookups, command.organisation), command.division),
                unknown_units=tuple(unit for unit in command.units if not division_known(lookups, unit)),
            )
        case MeasureTarget() | JudgeTarget():
            return _counted(lookups, target, known)
        case _:
            return known


def _counted(lookups: Lookups, target: Target | None, known: Facts) -> Facts:
    assert target is not None
    told, own = target.set, f'"{target.set.organisation}"'
    if told.counted == "reports":
        return known
    if told.counted == "stations":
        hosted = (f'"parent":{own}',) if told.hosted else ()
        stations = Counted(("active",), ('"kind":"station"', *hosted))
        return replace(known, places=lookups.counted("organisations", told.division, stations))
    of_it = (f'"host":{own}', f'"organisation":{own}') if told.hosted else ()
    unsaid = () if told.counted == "venues" else ('"accepted_on":null',)
    usable = Counted(tuple(map(str, USABLE)), unsaid=unsaid, either=of_it)
    return replace(known, places=lookups.counted("venues", told.division, usable))
