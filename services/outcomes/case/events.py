"""What can have happened to a case: good practice written down for others (案例)."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CaseDrafted:
    """`topic` and `outcome` are what it tells of, where it tells of one."""

    case_id: str
    title: str
    text: str
    division: str
    organisation: str
    topic: str | None
    outcome: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRevised:
    """How it reads from now on, what was left as it was included."""

    case_id: str
    title: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    case_id: str


@dataclass(frozen=True, slots=True)
class CaseReturned:
    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CasePublished:
    """It stands in the library, and everybody reads it."""

    case_id: str


@dataclass(frozen=True, slots=True)
class CaseNotUsed:
    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """Taken back before its publication, or taken down after it."""

    case_id: str
    reason: str


CaseEvent: TypeAlias = (
    CaseDrafted | CaseRevised | CaseSubmitted | CaseReturned | CasePublished | CaseNotUsed | CaseWithdrawn
)
