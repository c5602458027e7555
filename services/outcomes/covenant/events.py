"""What can have happened to a covenant (村规民约)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

ClauseKind: TypeAlias = Literal["obligation", "reward", "sanction"]
How: TypeAlias = Literal["vote", "meeting", "representatives", "households"]


@dataclass(frozen=True, slots=True)
class Clause:
    """约束、奖励或惩戒: what one is to do, or what follows from keeping it or not."""

    kind: ClauseKind
    text: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """How it was adopted: by a vote of all, with its votes; at a meeting; by the representatives; by signature house by house."""

    how: How
    on: date
    votes_for: int | None = None
    votes_against: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CovenantDrafted:
    """It was written out of an outcome, and stands where that does."""

    covenant_id: str
    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class CovenantRevised:
    """How the draft reads from now on."""

    covenant_id: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class CovenantAdopted:
    """Its first version is in force."""

    covenant_id: str
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class CovenantAmended:
    """A version of other clauses was adopted; those before stay on record."""

    covenant_id: str
    clauses: tuple[Clause, ...]
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class CovenantRepealed:
    covenant_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CovenantDropped:
    """The draft came to nothing."""

    covenant_id: str
    reason: str


CovenantEvent: TypeAlias = (
    CovenantDrafted | CovenantRevised | CovenantAdopted | CovenantAmended | CovenantRepealed | CovenantDropped
)
