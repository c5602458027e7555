"""What can be asked of a term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanTerm:
    term_id: str
    committee_division: str
    number: int
    name: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class AmendTerm:
    term_id: str
    number: int | None = None
    name: str | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class StartTerm:
    term_id: str


@dataclass(frozen=True, slots=True)
class ChangeOver:
    """`staying` are memberships, not persons."""

    term_id: str
    next_term: str
    staying: Sequence[str]
    reason: str


@dataclass(frozen=True, slots=True)
class EndTerm:
    term_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SettleMembers:
    term_id: str
