"""What can be asked of an ex-officio rule: a seat in a body that follows an office (兼任)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

FOLLOWED_ROLES = ("PARTY", "GOV", "OFF", "CHAIR", "STN", "LIA", "REC", "LEAD", "DISP", "SUP", "HND", "CO")
"""Whose office a seat may follow; an administrator's leads to no seat."""
ACTING_ROLES = ("CHAIR", "STN", "LIA", "REC")
"""In which of them whoever holds the seat may act for the body."""


@dataclass(frozen=True, slots=True)
class CreateExOfficioRule:
    """The seat in `organisation` is that of whoever holds the office `role` in `office_organisation`; of a deputy if so said.

    With `acts_as` he is granted that office in the body as well, for as long.
    """

    ex_officio_rule_id: str
    organisation: str
    seat: str
    role: str
    office_organisation: str
    deputy: bool = False
    category: str | None = None
    acts_as: str | None = None
    actor_person: str | None = None


@dataclass(frozen=True, slots=True)
class FollowOffices:
    """Compare who should sit there with who does, and mend it; it is the cause's day."""

    ex_officio_rule_id: str
    on: date


@dataclass(frozen=True, slots=True)
class EndExOfficioRule:
    ex_officio_rule_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndRuleWithBody:
    """One of the two organisations has ended on that day."""

    ex_officio_rule_id: str
    on: date
    reason: str


ExOfficioCommand: TypeAlias = CreateExOfficioRule | FollowOffices | EndExOfficioRule | EndRuleWithBody
