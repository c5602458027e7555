"""What can have happened to a CPPCC member's membership."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MemberAdmitted:
    """A person is a member of the CPPCC committee of a division, for a sector and a term.

    `term_id` is None where the committee has no such term on record: then the text alone says it.
    """

    member_id: str
    person: str
    committee_division: str
    sector: str
    term: str
    term_id: str | None = None


@dataclass(frozen=True, slots=True)
class MemberAmended:
    """How the membership reads from now on, the unchanged fields included."""

    member_id: str
    committee_division: str
    sector: str
    term: str
    term_id: str | None = None


@dataclass(frozen=True, slots=True)
class MemberCarriedOn:
    """At a change of term he stays: from now on a member in the next one."""

    member_id: str
    term: str
    term_id: str


@dataclass(frozen=True, slots=True)
class MemberEnded:
    """The person is no longer a member."""

    member_id: str
    reason: str


MemberEvent: TypeAlias = MemberAdmitted | MemberAmended | MemberCarriedOn | MemberEnded
