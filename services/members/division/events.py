"""What can have happened to the divisions."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city, county, township or village. Its code begins with its parent's, so what lies below it is a prefix away.

    Farms and development zones have codes too; `counts_in_coverage` says whether it counts in "every township has…".
    """

    code: str
    name: str
    level: str
    parent: str | None
    counts_in_coverage: bool


@dataclass(frozen=True, slots=True)
class DivisionEntry:
    """A division with its dates, as the register has it at one time. `valid_until` is its last day; who ends names a successor."""

    code: str
    name: str
    level: str
    parent: str | None
    counts_in_coverage: bool
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionsLoaded:
    """These divisions are known from now on, or read so from now on. One load makes many of these events."""

    load_id: str
    source: str
    divisions: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class DivisionRenamed:
    """It has another name from now on; the one it had is among `after.former_names`."""

    load_id: str
    source: str
    before: DivisionEntry
    after: DivisionEntry


@dataclass(frozen=True, slots=True)
class DivisionMoved:
    """It lies right below another division than before."""

    load_id: str
    source: str
    before: DivisionEntry
    after: DivisionEntry


@dataclass(frozen=True, slots=True)
class DivisionEnded:
    """`after.valid_until` is its last day; from the day after, the bodies of `after.successor` act for its records."""

    load_id: str
    source: str
    before: DivisionEntry
    after: DivisionEntry


@dataclass(frozen=True, slots=True)
class DivisionAmended:
    """Its first day, or whether it counts, is said otherwise; or it has not ended after all."""

    load_id: str
    source: str
    before: DivisionEntry
    after: DivisionEntry


DivisionChange: TypeAlias = DivisionRenamed | DivisionMoved | DivisionEnded | DivisionAmended
DivisionEvent: TypeAlias = DivisionsLoaded | DivisionRenamed | DivisionMoved | DivisionEnded | DivisionAmended
