"""What can have happened to a term of a committee (届次)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TermPlanned:
    """A term of the committee of a division is to come, or is entered that runs already."""

    term_id: str
    committee_division: str
    number: int
    name: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class TermAmended:
    """How it reads from now on, the unchanged fields included."""

    term_id: str
    number: int
    name: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class TermStarted:
    """It runs from this day on, whatever was planned; `previous` is the term that it follows by a change of term."""

    term_id: str
    starts: date
    previous: str | None


@dataclass(frozen=True, slots=True)
class TermChangedOver:
    """It ended on this day and `next_term` began. `staying` are the members who go on in it; the reason is the others'."""

    term_id: str
    ends: date
    next_term: str
    staying: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TermEnded:
    """It ended, and no other one with it; its members with it."""

    term_id: str
    ends: date
    reason: str


@dataclass(frozen=True, slots=True)
class TermMembersSettled:
    """Of some of its members it is on record, each in his own history, that they stay or go; `left` are those to come."""

    term_id: str
    stayed: int
    gone: int
    left: int


TermEvent: TypeAlias = TermPlanned | TermAmended | TermStarted | TermChangedOver | TermEnded | TermMembersSettled
