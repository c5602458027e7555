"""What can have happened to a programme (行动): who leads it, where, in which dimensions, and what is counted."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

GroupPost: TypeAlias = Literal["head", "deputy", "member", "office_head", "office_member"]
TargetClass: TypeAlias = Literal["national", "provincial", "other"]
HigherLevel: TypeAlias = Literal["township", "county", "prefecture", "province", "nation"]


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody of the leading group (领导小组) or of its office."""

    person: str
    post: GroupPost


@dataclass(frozen=True, slots=True)
class Target:
    """A division in which the programme works, and of what class it is (国家级、省级重点帮扶县)."""

    division: str
    target_class: TargetClass


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the things that it furthers (五项助推), and the committee that leads it."""

    code: str
    label: str
    lead: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the matters that are counted (十件实事), in which unit, by whom."""

    code: str
    label: str
    unit: str
    lead: str
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    indicator: str
    number: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeCreated:
    """It began; one that succeeds another begins with what that one had."""

    programme_id: str
    name: str
    division: str
    organisation: str
    aim: str | None
    starts: date | None
    ends: date | None
    succeeds: str | None
    members: tuple[GroupMember, ...]
    units: tuple[str, ...]
    targets: tuple[Target, ...]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeAmended:
    """How it reads from now on, what was left as it is included."""

    programme_id: str
    name: str
    aim: str | None
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class ProgrammeGroupSet:
    programme_id: str
    members: tuple[GroupMember, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeUnitsSet:
    """The lead units (牵头单位)."""

    programme_id: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeTargetsSet:
    programme_id: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeDimensionsSet:
    programme_id: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeIndicatorsSet:
    programme_id: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeListedHigher:
    """A higher level put it on its list of tasks (列入上级改革任务)."""

    programme_id: str
    level: HigherLevel
    list_title: str
    document_number: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class ProgrammeQuarterOpened:
    """Values are asked for of a quarter, `2026-Q3`."""

    programme_id: str
    quarter: str


@dataclass(frozen=True, slots=True)
class ProgrammeValuesSubmitted:
    """`organisation` says who told them. What is said of an indicator again takes the place of what was said before."""

    programme_id: str
    quarter: str
    organisation: str | None
    values: tuple[IndicatorValue, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeValuesVerified:
    """The values of a quarter stand."""

    programme_id: str
    quarter: str


@dataclass(frozen=True, slots=True)
class ProgrammeSucceeded:
    """Another one goes on with it (变更); it begins in the same decision."""

    programme_id: str
    successor: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProgrammeEnded:
    programme_id: str
    reason: str


ProgrammeEvent: TypeAlias = (
    ProgrammeCreated
    | ProgrammeAmended
    | ProgrammeGroupSet
    | ProgrammeUnitsSet
    | ProgrammeTargetsSet
    | ProgrammeDimensionsSet
    | ProgrammeIndicatorsSet
    | ProgrammeListedHigher
    | ProgrammeQuarterOpened
    | ProgrammeValuesSubmitted
    | ProgrammeValuesVerified
    | ProgrammeSucceeded
    | ProgrammeEnded
)
