"""What can be asked about a seat in a body. Another body, person or first day is another membership."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

FULL, ATTENDING = "full", "attending"
RIGHTS = (FULL, ATTENDING)
ATTENDING_SEATS = ("standing_participant", "observer")
"""列席: present without a vote."""
SEATS = (
    "first_leader",
    "leader",
    "deputy_leader",
    "chair",
    "deputy_chair",
    "secretary",
    "head",
    "member",
    *ATTENDING_SEATS,
)
ONE_HOLDER = ("first_leader", "leader", "chair", "secretary", "head")
GROUPS = ("leading_group", "steering_group", "promotion_group", "task_force", "guidance_group")
"""Bodies that may have a first leader above the leader."""
OF_MEMBERS = ("committee", "liaison_committee", "standing_committee", "activity_group", "working_group")
"""Bodies in which CPPCC members alone have a vote."""
CATEGORIES = (
    "two_representatives_one_member",
    "heads_of_stations_and_offices",
    "village_three_committees",
    "economic_and_social_organisations",
    "legal_workers",
    "residents_representatives",
)


def right_of(seat: str) -> str:
    return ATTENDING if seat in ATTENDING_SEATS else FULL


@dataclass(frozen=True, slots=True)
class CreateMembership:
    membership_id: str
    person: str
    organisation: str
    seat: str
    right: str | None = None
    category: str | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class AmendMembership:
    membership_id: str
    seat: str | None = None
    category: str | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class EndMembership:
    membership_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndMembershipWithBody:
    """Its body has ended on that day; who sits in it sits in the successor from then on, if there is one."""

    membership_id: str
    on: date
    reason: str
    successor: str | None


@dataclass(frozen=True, slots=True)
class VacateSeat:
    """Who sat there is no longer who may, from that day on."""

    membership_id: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class StartMembership:
    membership_id: str


@dataclass(frozen=True, slots=True)
class ExpireMembership:
    membership_id: str


MembershipCommand: TypeAlias = (
    CreateMembership
    | AmendMembership
    | EndMembership
    | EndMembershipWithBody
    | VacateSeat
    | StartMembership
    | ExpireMembership
)
DueMembership: TypeAlias = StartMembership | ExpireMembership
