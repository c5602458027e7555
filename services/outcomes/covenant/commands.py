"""What can be asked of a covenant."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.outcomes.covenant.events import Clause, How


@dataclass(frozen=True, slots=True)
class DraftCovenant:
    covenant_id: str
    outcome: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ReviseCovenant:
    """What is not said stays as it is."""

    covenant_id: str
    title: str | None = None
    clauses: tuple[Clause, ...] | None = None


@dataclass(frozen=True, slots=True)
class AdoptCovenant:
    covenant_id: str
    how: How
    on: date
    votes_for: int | None = None
    votes_against: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AmendCovenant:
    covenant_id: str
    clauses: tuple[Clause, ...]
    how: How
    on: date
    votes_for: int | None = None
    votes_against: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RepealCovenant:
    covenant_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DropCovenant:
    covenant_id: str
    reason: str


CovenantCommand: TypeAlias = (
    DraftCovenant | ReviseCovenant | AdoptCovenant | AmendCovenant | RepealCovenant | DropCovenant
)
