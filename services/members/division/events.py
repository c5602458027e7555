"""What can have happened to the divisions."""

from dataclasses import dataclass
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
class DivisionsLoaded:
    """These divisions are known from now on, or read so from now on. One load makes many of these events."""

    load_id: str
    source: str
    divisions: tuple[Division, ...]


DivisionEvent: TypeAlias = DivisionsLoaded
