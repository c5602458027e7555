"""A programme as its events left it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.outcomes.programme import events as happened
from services.outcomes.programme.events import (
    Dimension,
    GroupMember,
    Indicator,
    IndicatorValue,
    ProgrammeCreated,
    ProgrammeEvent,
    ProgrammeListedHigher,
    Target,
)


class State(StrEnum):
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    ENDED = "ended"


LABELS: dict[str, str] = {State.RUNNING: "实施中", State.SUCCEEDED: "已变更", State.ENDED: "已结束"}


@dataclass(frozen=True)
class Quarter:
    """The values of a quarter; of each indicator the last that was said."""

    quarter: str
    values: tuple[IndicatorValue, ...] = ()
    verified: bool = False


@dataclass(frozen=True)
class Programme:
    """`succeeds` is the one before it, `successor` the one after it."""

    programme_id: str
    state: State
    division: str
    organisation: str
    name: str
    aim: str | None
    starts: date | None
    ends: date | None
    succeeds: str | None
    members: tuple[GroupMember, ...]
    units: tuple[str, ...]
    targets: tuple[Target, ...]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    listed: tuple[ProgrammeListedHigher, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    successor: str | None = None
    reason: str | None = None

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every organisation that leads it, or something of it, each once."""
        leads = (*(one.lead for one in self.dimensions), *(one.lead for one in self.indicators))
        return tuple(dict.fromkeys((self.organisation, *self.units, *leads)))

    def quarter(self, named: str) -> Quarter | None:
        return next((one for one in self.quarters if one.quarter == named), None)


def evolve(programme: Programme | None, event: ProgrammeEvent) -> Programme:
    if isinstance(event, ProgrammeCreated):
        return _created(event)
    assert programme is not None
    match event:
        case happened.ProgrammeAmended(name=name, aim=aim, starts=starts, ends=ends):
            return replace(programme, name=name, aim=aim, starts=starts, ends=ends)
        case happened.ProgrammeGroupSet(members=members):
            return replace(programme, members=members)
        case happened.ProgrammeUnitsSet(units=units):
            return replace(programme, units=units)
        case happened.ProgrammeTargetsSet(targets=targets):
            return replace(programme, targets=targets)
        case happened.ProgrammeDimensionsSet(dimensions=dimensions):
            return replace(programme, dimensions=dimensions)
        case happened.ProgrammeIndicatorsSet(indicators=indicators):
            return replace(programme, indicators=indicators)
        case happened.ProgrammeListedHigher():
            return replace(programme, listed=(*programme.listed, event))
        case happened.ProgrammeQuarterOpened(quarter=quarter):
            return replace(programme, quarters=(*programme.quarters, Quarter(quarter)))
        case happened.ProgrammeValuesSubmitted(quarter=quarter, values=values):
            return _with(programme, quarter, values, verified=False)
        case happened.ProgrammeValuesVerified(quarter=quarter):
            return _with(programme, quarter, (), verified=True)
        case happened.ProgrammeSucceeded(successor=successor, reason=reason):
            return replace(programme, state=State.SUCCEEDED, successor=successor, reason=reason)
        case happened.ProgrammeEnded(reason=reason):
            return replace(programme, state=State.ENDED, reason=reason)
        case _:
            assert_never(event)


def _with(programme: Programme, quarter: str, values: tuple[IndicatorValue, ...], *, verified: bool) -> Programme:
    said = {one.indicator for one in values}
    quarters = tuple(
        replace(
            one,
            values=(*(before for before in one.values if before.indicator not in said), *values),
            verified=verified,
        )
        if one.quarter == quarter
        else one
        for one in programme.quarters
    )
    return replace(programme, quarters=quarters)


def _created(event: ProgrammeCreated) -> Programme:
    return Programme(
        programme_id=event.programme_id,
        state=State.RUNNING,
        division=event.division,
        organisation=event.organisation,
        name=event.name,
        aim=event.aim,
        starts=event.starts,
        ends=event.ends,
        succeeds=event.succeeds,
        members=event.members,
        units=event.units,
        targets=event.targets,
        dimensions=event.dimensions,
        indicators=event.indicators,
    )
