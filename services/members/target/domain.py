"""What is allowed with targets, and what changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.members.rules import DivisionMustExist, OrganisationMustBeActive, must_lie_ahead
from services.members.target import events as happened
from services.members.target.commands import (
    ExcludeUnit,
    IncludeUnit,
    JudgeTarget,
    MeasureTarget,
    ReportOnTarget,
    SetTarget,
)
from services.members.target.events import TargetEvent, TargetReported, TargetSet
from services.members.target.measuring import Measured, Wanted, latest, measure
from services.members.target.state import Target
from services.members.target_rules import (
    BodyOfTheTargetMustBeOfThisPlace,
    MilestonesMustLieBeforeTheLastDay,
    OnlyReportsAreReported,
    ReportMustBePast,
    UnitMustBeExcluded,
    UnitMustBeOfTheTarget,
    UnitsMustDiffer,
    UnitsMustLieInTheDivision,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """`unknown_units` are units that no division is; `places`, how many count in each division, when it is measured."""

    entered_on: date
    happened_on: date
    division_known: bool = True
    organisation_active: bool = True
    organisation_of_this_place: bool = True
    unknown_units: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)


def set_target(_: None, command: SetTarget, facts: Facts) -> list[TargetEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.organisation_active:
        raise OrganisationMustBeActive
    if not facts.organisation_of_this_place:
        raise BodyOfTheTargetMustBeOfThisPlace
    check_units(command, facts)
    check_days(command, facts.entered_on)
    return [
        TargetSet(
            command.target_id,
            command.division,
            command.organisation,
            command.text,
            command.counted,
            command.number,
            tuple(command.units),
            command.hosted,
            command.due,
            tuple(command.milestones),
        )
    ]


def check_units(command: SetTarget, facts: Facts) -> None:
    outside = [unit for unit in command.units if not unit.startswith(command.division)]
    if outside or facts.unknown_units:
        raise UnitsMustLieInTheDivision(*(outside or facts.unknown_units)[:5])
    if any(unit != other and other.startswith(unit) for unit in command.units for other in command.units):
        raise UnitsMustDiffer
    if len(set(command.units)) != len(command.units):
        raise UnitsMustDiffer


def check_days(command: SetTarget, entered_on: date) -> None:
    must_lie_ahead(command.due, entered_on)
    days = [one.due for one in command.milestones]
    if days != sorted(set(days)) or any(not entered_on < day < command.due for day in days):
        raise MilestonesMustLieBeforeTheLastDay


def exclude_unit(target: Target, command: ExcludeUnit, facts: Facts) -> list[TargetEvent]:
    if command.unit not in target.units:
        raise UnitMustBeOfTheTarget
    return [happened.UnitExcluded(command.target_id, command.unit, command.reason)]


def include_unit(target: Target, command: IncludeUnit, facts: Facts) -> list[TargetEvent]:
    if command.unit not in {one.unit for one in target.excluded}:
        raise UnitMustBeExcluded
    return [happened.UnitIncluded(command.target_id, command.unit)]


def report_on_target(target: Target, command: ReportOnTarget, facts: Facts) -> list[TargetEvent]:
    if target.set.counted != "reports":
        raise OnlyReportsAreReported
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise ReportMustBePast
    return [TargetReported(command.target_id, on, command.number, command.evidence)]


def measure_target(target: Target, command: MeasureTarget, facts: Facts) -> list[TargetEvent]:
    """Of a milestone the number wanted is its own; what is missing is what the whole still lacks."""
    wanted = next(one.number for one in target.set.milestones if one.due == command.due)
    found = measured(target, facts)
    return [happened.TargetMeasured(command.target_id, command.due, wanted, found.reached, found.missing)]


def judge_target(target: Target, command: JudgeTarget, facts: Facts) -> list[TargetEvent]:
    found = measured(target, facts)
    return [happened.TargetJudged(command.target_id, found.wanted, found.reached, found.missing, found.met)]


def measured(target: Target, facts: Facts) -> Measured:
    return measure(wanted_of(target.set, target.units, target.reported), facts.places)


def wanted_of(told: TargetSet, units: tuple[str, ...], reported: tuple[TargetReported, ...]) -> Wanted:
    return Wanted(
        told.counted,
        told.division,
        told.organisation,
        told.number,
        told.hosted,
        bool(told.units),
        units,
        latest(tuple((one.on, one.number) for one in reported)),
    )
