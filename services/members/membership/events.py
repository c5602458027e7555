"""What can have happened to a membership: a person's seat in a body."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Lack:
    """Of a category the body has fewer members than it should."""

    category: str
    least: int
    number: int


@dataclass(frozen=True, slots=True)
class MembershipCreated:
    """A person sits in the body from `starts` on; `begins` is its first state.

    `rule` and `office` are those that it follows, `successor_of` the membership that it goes on from, where there is one.
    `lacking` is what the body lacks once he sits there.
    """

    membership_id: str
    person: str
    organisation: str
    division: str
    seat: str
    right: str
    category: str | None
    starts: date
    ends: date | None
    begins: Literal["active", "upcoming"]
    rule: str | None = None
    office: str | None = None
    successor_of: str | None = None
    lacking: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipStarted:
    """Its first day has come."""

    membership_id: str


@dataclass(frozen=True, slots=True)
class MembershipAmended:
    """How the membership reads from now on, the unchanged fields included."""

    membership_id: str
    seat: str
    right: str
    category: str | None
    ends: date | None
    lacking: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipEnded:
    """The person no longer sits there from the day `on`."""

    membership_id: str
    on: date
    reason: str
    lacking: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipExpired:
    """Its last day is over."""

    membership_id: str


MembershipEvent: TypeAlias = (
    MembershipCreated | MembershipStarted | MembershipAmended | MembershipEnded | MembershipExpired
)
