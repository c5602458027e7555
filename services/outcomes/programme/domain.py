"""What is allowed with a programme, and what follows."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from services.outcomes import programme_rules as rules
from services.outcomes.programme import commands as asked
from services.outcomes.programme import events as happened
from services.outcomes.programme.events import ProgrammeEvent
from services.outcomes.programme.state import Programme, Quarter
from services.outcomes.rules import must_lie_ahead


@dataclass(frozen=True)
class Facts:
    """`bodies_ended` are those of its bodies that have."""

    today: date
    entered_on: date
    organisation_fits: bool = True
    bodies_ended: tuple[str, ...] = ()


def create_programme(nothing: None, command: asked.CreateProgramme, facts: Facts) -> list[ProgrammeEvent]:
    if not facts.organisation_fits:
        raise rules.ProgrammeIsOfItsOwnDivision
    _in_order(command.starts, command.ends)
    must_lie_ahead(command.ends, facts.entered_on)
    return [
        happened.ProgrammeCreated(
            programme_id=command.programme_id,
            name=command.name,
            division=command.division,
            organisation=command.organisation,
            aim=command.aim,
            starts=command.starts,
            ends=command.ends,
            succeeds=None,
            members=(),
            units=(),
            targets=(),
            dimensions=(),
            indicators=(),
        )
    ]


def amend_programme(programme: Programme, command: asked.AmendProgramme, facts: Facts) -> list[ProgrammeEvent]:
    name, aim = command.name or programme.name, command.aim or programme.aim
    starts, ends = command.starts or programme.starts, command.ends or programme.ends
    if (name, aim, starts, ends) == (programme.name, programme.aim, programme.starts, programme.ends):
        raise rules.NothingOfTheProgrammeChanges
    _in_order(starts, ends)
    must_lie_ahead(command.ends, facts.entered_on)
    return [happened.ProgrammeAmended(command.programme_id, name, aim, starts, ends)]


def set_group(programme: Programme, command: asked.SetProgrammeGroup, facts: Facts) -> list[ProgrammeEvent]:
    _each_once(one.person for one in command.members)
    if sum(one.post == "head" for one in command.members) != 1:
        raise rules.GroupHasOneHead
    return [happened.ProgrammeGroupSet(command.programme_id, command.members)]


def set_units(programme: Programme, command: asked.SetProgrammeUnits, facts: Facts) -> list[ProgrammeEvent]:
    _each_once(command.units)
    return [happened.ProgrammeUnitsSet(command.programme_id, command.units)]


def set_targets(programme: Programme, command: asked.SetProgrammeTargets, facts: Facts) -> list[ProgrammeEvent]:
    _each_once(one.division for one in command.targets)
    around = programme.division
    if any(one.division == around or not one.division.startswith(around) for one in command.targets):
        raise rules.TargetLiesInTheProgramme
    return [happened.ProgrammeTargetsSet(command.programme_id, command.targets)]


def set_dimensions(programme: Programme, command: asked.SetProgrammeDimensions, facts: Facts) -> list[ProgrammeEvent]:
    """Of what indicators are counted under, nothing goes away."""
    codes = [one.code for one in command.dimensions]
    _each_once(codes)
    if {one.dimension for one in programme.indicators if one.dimension} - set(codes):
        raise rules.DimensionMustBeThere
    return [happened.ProgrammeDimensionsSet(command.programme_id, command.dimensions)]


def set_indicators(programme: Programme, command: asked.SetProgrammeIndicators, facts: Facts) -> list[ProgrammeEvent]:
    _each_once(one.code for one in command.indicators)
    there = {one.code for one in programme.dimensions}
    if any(one.dimension is not None and one.dimension not in there for one in command.indicators):
        raise rules.DimensionMustBeThere
    used = {value.indicator for quarter in programme.quarters for value in quarter.values}
    units = {one.code: one.unit for one in command.indicators}
    if any(one.code in used and units.get(one.code) != one.unit for one in programme.indicators):
        raise rules.IndicatorsInUseStay
    return [happened.ProgrammeIndicatorsSet(command.programme_id, command.indicators)]


def list_higher(programme: Programme, command: asked.ListProgrammeHigher, facts: Facts) -> list[ProgrammeEvent]:
    if command.on is not None and command.on > facts.today:
        raise rules.ProgrammeDayMustHaveCome(command.on.isoformat())
    return [
        happened.ProgrammeListedHigher(
            command.programme_id, command.level, command.list_title, command.document_number, command.on
        )
    ]


def open_quarter(programme: Programme, command: asked.OpenProgrammeQuarter, facts: Facts) -> list[ProgrammeEvent]:
    if programme.quarter(command.quarter) is not None:
        raise rules.QuarterIsOpenAlready
    if command.quarter > f"{facts.today.year:04}-Q{(facts.today.month + 2) // 3}":
        raise rules.QuarterMustHaveBegun
    return [happened.ProgrammeQuarterOpened(command.programme_id, command.quarter)]


def submit_values(programme: Programme, command: asked.SubmitProgrammeValues, facts: Facts) -> list[ProgrammeEvent]:
    """The office enters any, a unit those that it leads."""
    _open(programme, command.quarter)
    _each_once(one.indicator for one in command.values)
    leads = {one.code: one.lead for one in programme.indicators}
    if any(one.indicator not in leads for one in command.values):
        raise rules.IndicatorMustBeThere
    by_a_unit = command.actor_role == "HND"
    if by_a_unit and any(leads[one.indicator] != command.actor_organisation for one in command.values):
        raise rules.IndicatorIsItsLeadsToTell
    return [
        happened.ProgrammeValuesSubmitted(
            command.programme_id, command.quarter, command.actor_organisation, command.values
        )
    ]


def verify_values(programme: Programme, command: asked.VerifyProgrammeValues, facts: Facts) -> list[ProgrammeEvent]:
    if not _open(programme, command.quarter).values:
        raise rules.NothingWasSubmitted
    return [happened.ProgrammeValuesVerified(command.programme_id, command.quarter)]


def succeed_programme(programme: Programme, command: asked.SucceedProgramme, facts: Facts) -> list[ProgrammeEvent]:
    """The one that goes on begins with its group, units, targets, dimensions and indicators; its history stays with it."""
    if facts.bodies_ended:
        raise rules.NothingNewNamesAnEndedBody(", ".join(facts.bodies_ended))
    begun = happened.ProgrammeCreated(
        programme_id=command.successor,
        name=command.name,
        division=programme.division,
        organisation=programme.organisation,
        aim=command.aim or programme.aim,
        starts=facts.today,
        ends=None,
        succeeds=programme.programme_id,
        members=programme.members,
        units=programme.units,
        targets=programme.targets,
        dimensions=programme.dimensions,
        indicators=programme.indicators,
    )
    return [happened.ProgrammeSucceeded(command.programme_id, command.successor, command.reason), begun]


def _open(programme: Programme, named: str) -> Quarter:
    quarter = programme.quarter(named)
    if quarter is None or quarter.verified:
        raise rules.QuarterMustBeOpen
    return quarter


def _each_once(named: Iterable[Hashable]) -> None:
    found = list(named)
    if len(set(found)) < len(found):
        raise rules.NamedOnceEach


def _in_order(starts: date | None, ends: date | None) -> None:
    if starts is not None and ends is not None and ends < starts:
        raise rules.ProgrammeEndsAfterItStarts
