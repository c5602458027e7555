"""What can be asked of an expert's entry in the pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EnlistExpert:
    expert_id: str
    person: str
    division: str
    specialities: Sequence[str]
    qualifications: str
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class AmendExpert:
    expert_id: str
    specialities: Sequence[str] | None = None
    qualifications: str | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class EndExpert:
    expert_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExpireExpert:
    expert_id: str
