"""What can be asked of a programme."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.outcomes.programme.events import (
    Dimension,
    GroupMember,
    HigherLevel,
    Indicator,
    IndicatorValue,
    Target,
)


@dataclass(frozen=True, slots=True)
class CreateProgramme:
    programme_id: str
    name: str
    division: str
    organisation: str
    aim: str | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class AmendProgramme:
    """What is not said stays as it is."""

    programme_id: str
    name: str | None = None
    aim: str | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class SetProgrammeGroup:
    programme_id: str
    members: tuple[GroupMember, ...]


@dataclass(frozen=True, slots=True)
class SetProgrammeUnits:
    programme_id: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetProgrammeTargets:
    programme_id: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class SetProgrammeDimensions:
    programme_id: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class SetProgrammeIndicators:
    programme_id: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ListProgrammeHigher:
    programme_id: str
    level: HigherLevel
    list_title: str
    document_number: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenProgrammeQuarter:
    programme_id: str
    quarter: str


@dataclass(frozen=True, slots=True)
class SubmitProgrammeValues:
    """`actor_role` and `actor_organisation` are the caller's."""

    programme_id: str
    quarter: str
    values: tuple[IndicatorValue, ...]
    actor_role: str = "OFF"
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class VerifyProgrammeValues:
    programme_id: str
    quarter: str


@dataclass(frozen=True, slots=True)
class SucceedProgramme:
    """`successor` is the fresh id of the one that goes on with it."""

    programme_id: str
    name: str
    reason: str
    successor: str
    aim: str | None = None


@dataclass(frozen=True, slots=True)
class EndProgramme:
    programme_id: str
    reason: str


ProgrammeCommand: TypeAlias = (
    CreateProgramme
    | AmendProgramme
    | SetProgrammeGroup
    | SetProgrammeUnits
    | SetProgrammeTargets
    | SetProgrammeDimensions
    | SetProgrammeIndicators
    | ListProgrammeHigher
    | OpenProgrammeQuarter
    | SubmitProgrammeValues
    | VerifyProgrammeValues
    | SucceedProgramme
    | EndProgramme
)
