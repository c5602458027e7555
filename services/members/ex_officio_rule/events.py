"""What can have happened to an ex-officio rule. The seats and offices that follow tell it in streams of their own."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Why: TypeAlias = Literal["seat_taken", "sits_already", "no_member"]


@dataclass(frozen=True, slots=True)
class ExOfficioRuleCreated:
    """From now on the seat in `organisation` follows an office in `office_organisation`."""

    ex_officio_rule_id: str
    organisation: str
    division: str
    seat: str
    category: str | None
    role: str
    office_organisation: str
    deputy: bool
    acts_as: str | None


@dataclass(frozen=True, slots=True)
class SeatFollowed:
    """Who holds the office sits in the body from now on; `acting` is the office that he was granted there, if any."""

    ex_officio_rule_id: str
    office: str
    person: str
    membership: str
    acting: str | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class FollowedSeatRedated:
    """The office ends on another day, and so does the seat."""

    ex_officio_rule_id: str
    office: str
    ends: date | None


@dataclass(frozen=True, slots=True)
class SeatLeft:
    """The office is over, and so is the seat."""

    ex_officio_rule_id: str
    office: str


@dataclass(frozen=True, slots=True)
class SeatWithheld:
    """Who holds the office cannot have the seat for now; it follows when it becomes free."""

    ex_officio_rule_id: str
    office: str
    person: str
    why: Why


@dataclass(frozen=True, slots=True)
class ExOfficioRuleEnded:
    """No seat follows by it any more; those that did have ended."""

    ex_officio_rule_id: str
    reason: str


ExOfficioEvent: TypeAlias = (
    ExOfficioRuleCreated | SeatFollowed | FollowedSeatRedated | SeatLeft | SeatWithheld | ExOfficioRuleEnded
)
