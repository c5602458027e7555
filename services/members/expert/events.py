"""What can have happened to an expert in the pool (智库专家)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ExpertListed:
    """A person can be asked in these fields, from a day on; `ends_at` is the end of the last one."""

    expert_id: str
    person: str
    division: str
    specialities: tuple[str, ...]
    qualifications: str
    starts: date
    ends: date | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExpertAmended:
    """How it reads from now on, the unchanged fields included."""

    expert_id: str
    specialities: tuple[str, ...]
    qualifications: str
    ends: date | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExpertEnded:
    """He is asked no more."""

    expert_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExpertExpired:
    """The last of his days is over."""

    expert_id: str


ExpertEvent: TypeAlias = ExpertListed | ExpertAmended | ExpertEnded | ExpertExpired
